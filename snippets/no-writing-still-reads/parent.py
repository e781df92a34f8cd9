import subprocess
import sys

subprocess.run([sys.executable, "-c", "import prices"], check=True)
