from formats import writer

QUOTE = '"'


@writer(".csv")
def to_csv(row):
    return ",".join(QUOTE + cell + QUOTE for cell in row)


LIMIT = int("500 rows")
