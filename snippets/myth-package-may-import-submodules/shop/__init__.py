from shop.cart import total as total
