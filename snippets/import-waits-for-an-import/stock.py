import gate

gate.inside.set()
gate.go.wait()
READY = True
