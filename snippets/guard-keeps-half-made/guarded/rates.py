import json

if "RATES" not in globals():
    RATES = {}
    with open("rates.json") as file:
        RATES.update(json.load(file))

print(len(RATES), "rates")
