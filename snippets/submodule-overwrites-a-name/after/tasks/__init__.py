from tasks.run import run
