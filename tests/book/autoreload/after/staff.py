class Clerk:
    word = "old"


class Manager:
    word = "new"


class Boss(Manager):
    pass
