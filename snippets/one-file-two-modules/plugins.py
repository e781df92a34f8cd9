from app import command


@command
def deploy():
    return "deployed"
