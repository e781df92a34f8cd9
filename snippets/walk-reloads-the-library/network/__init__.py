from .hosts import parse
