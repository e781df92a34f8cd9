import events

if events.OPENED is not None:
    events.OPENED.append("door")
    WIDTH = 2
