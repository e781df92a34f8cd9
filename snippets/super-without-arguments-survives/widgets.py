class Widget:
    def describe(self):
        return "a widget"


class Button(Widget):
    def describe(self):
        return super().describe() + " to press"


class Slider(Widget):
    def describe(self):
        return super(Slider, self).describe() + " to drag"
