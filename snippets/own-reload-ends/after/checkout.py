import rates
import reloading

print("checkout")
reloading.reload(rates)
