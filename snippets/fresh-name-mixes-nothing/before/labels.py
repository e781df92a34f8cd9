import shouting

export = shouting.export
