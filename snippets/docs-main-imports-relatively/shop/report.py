from . import VERSION
from .prices import TEA

if __name__ == "__main__":
    print(f"Shop {VERSION}: tea costs {TEA}")
