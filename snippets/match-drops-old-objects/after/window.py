import events


def react(event):
    match event:
        case events.Click():
            return "clicked"
        case events.Key():
            return "typed"
        case _:
            raise TypeError(f"no reaction to {type(event)}")
