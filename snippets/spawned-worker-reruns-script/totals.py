from multiprocessing import get_context

print("running as", __name__, flush=True)
PRICES = {"tea": 3, "coffee": 4}


def total(items):
    return sum(PRICES[item] for item in items)


if __name__ == "__main__":
    PRICES["tea"] = 5
    print("here:  ", total(["tea", "coffee"]), flush=True)
    with get_context("spawn").Pool(1) as pool:
        print("worker:", pool.apply(total, [["tea", "coffee"]]))
