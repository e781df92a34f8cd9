class Table(dict):
    pass


POPULATION = Table(Bern=134_000, Basel=178_000)


def label(city):
    return city.upper()
