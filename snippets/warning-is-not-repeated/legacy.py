import warnings

print("running legacy.py")
warnings.warn("use modern instead", stacklevel=1)
