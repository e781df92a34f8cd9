from crumbs import breadcrumb


class Article:
    def __init__(self, title):
        self.title = title

    def __str__(self):
        return self.title

    def path(self):
        return breadcrumb("Home", "Recipes", self)
