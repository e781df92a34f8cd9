from shop.total import total as total
