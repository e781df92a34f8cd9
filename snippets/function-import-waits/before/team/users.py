from team.groups import EVERYONE


class User:
    def __init__(self, name):
        self.name = name
        self.groups = [EVERYONE]
