def as_json(orders):
    import json

    return json.dumps(orders)
