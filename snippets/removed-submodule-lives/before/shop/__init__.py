from . import coupons, prices
