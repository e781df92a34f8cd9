import json

if "RATES" not in globals():
    with open("rates.json") as file:
        RATES = json.load(file)

print(len(RATES), "rates")
