print("package:", repr(__package__))

from .prices import TEA

print("tea costs", TEA)
