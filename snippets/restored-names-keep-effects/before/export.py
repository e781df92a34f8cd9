from formats import writer


@writer(".csv")
def to_csv(row):
    return ",".join(row)
