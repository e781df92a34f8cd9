import checkout
import reloading

runs = globals().get("runs", 0) + 1
print("rates runs:", runs)
if runs < 3:
    reloading.reload(checkout)
