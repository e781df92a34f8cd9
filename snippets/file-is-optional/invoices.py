from pathlib import Path

TEMPLATE = Path(__file__).with_name("invoice.txt")
