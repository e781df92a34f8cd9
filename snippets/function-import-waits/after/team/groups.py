EVERYONE = "everyone"


def owner():
    from team.users import User

    return User("root")


OWNER = owner()
