class Article:
    from crumbs import breadcrumb

    def __init__(self, title):
        self.title = title

    def __str__(self):
        return self.title

    def path(self):
        return self.breadcrumb("Home", "Recipes", self)
