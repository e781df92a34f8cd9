from multiprocessing import get_context

from shop.tasks import pack

print("running as", __name__, flush=True)


def wrap():
    print("wrapped", flush=True)


for task in pack, wrap:
    worker = get_context("spawn").Process(target=task)
    worker.start()
    worker.join()
    print(task.__name__, "ended with", worker.exitcode, flush=True)
