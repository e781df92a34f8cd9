from pkgutil import extend_path

__path__ = extend_path(__path__, __name__)
VERSION = "2.0"
print("acme", VERSION, "begins")
