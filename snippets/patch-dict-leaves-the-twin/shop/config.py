import os

DEBUG = "SHOP_DEBUG" in os.environ
