from network import parse

BLOCKED = [parse("10.0.0.9"), parse("10.0.0.7")]
