import sys

print("name    ", __name__)
print("package ", __package__)
print("spec    ", __spec__ and __spec__.name)
print("argv    ", sys.argv)
print("imported", "shop.report" in sys.modules)
