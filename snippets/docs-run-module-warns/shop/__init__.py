from shop.report import show as show
