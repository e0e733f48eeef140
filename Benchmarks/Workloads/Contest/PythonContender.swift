/// NumPy and SciPy as contenders: a script that speaks the contest's protocol.
///
/// Problems are alike, not equal, to those of the Swift tasks. What is timed is the library's call alone: matrices are formed
/// before, and every answer is checked after.
enum PythonContender {
  static let script = [opening, kernels, systems, server].joined(separator: "\n")

  private static let opening = #"""
    import json, os, queue, sys, threading, time
    import numpy
    module = sys.argv[1]
    if module == "scipy":
        import scipy
        import scipy.sparse
        import scipy.sparse.linalg

    lines = queue.Queue()

    def listen():
        for line in sys.stdin:
            lines.put(line)
        os._exit(0)

    def describe():
        config = None
        try:
            config = numpy.show_config(mode="dicts")["Build Dependencies"]["blas"].get("openblas configuration")
        except Exception:
            pass
        version = "NumPy " + numpy.__version__
        if module == "scipy":
            version = "SciPy " + scipy.__version__ + ", " + version
        return {"engine": {
            "name": module, "version": version, "path": sys.executable, "config": config, "core_type_detected": None,
            "core_type_forced_by": None,
            "instruction_set": None, "instruction_set_forced_by": None, "selection": None, "int_bits": None, "threading": "python " + sys.version.split()[0],
            "threads_used": int(os.environ.get("OPENBLAS_NUM_THREADS", "0")), "notes": []}}

    """#

  /// Answers requests with the problems of `kinds`.
  private static let server = #"""
    kinds = {("numpy", "inverse"): Inverse, ("scipy", "aggregate"): Aggregate, ("numpy", "solve"): Solve,
             ("scipy", "solve-sparse"): SparseSolve}
    problems = {}

    def run(request):
        problem = problems[request["id"]]
        total, runs = 0.0, 0
        while runs == 0 or total < request.get("least_seconds", 0):
            total += problem.run()
            runs += 1
        checks = [{"name": name, "value": float(value), "threshold": limit, "pass": bool(value <= limit)}
                  for name, value, limit in problem.check()]
        return {"seconds": total / runs, "runs": runs, "checks": checks}

    def answer(request):
        command = request["command"]
        if command == "describe":
            return describe()
        if command == "prepare":
            problem = request["problem"]
            kind = kinds.get((module, problem["kernel"]))
            if kind is None:
                return {"skipped": module + " does not run " + problem["kernel"]}
            problems[request["id"]] = kind(problem["n"], problem["seed"], problem["columns"])
            return {}
        if command == "run":
            return run(request)
        problems.pop(request["id"], None)
        return {}

    threading.Thread(target=listen, daemon=True).start()
    while True:
        line = lines.get()
        try:
            reply = answer(json.loads(line))
        except MemoryError as error:
            reply = {"skipped": "memory: " + str(error)}
        except Exception as error:
            reply = {"invalid": type(error).__name__ + ": " + str(error)}
        try:
            text = json.dumps(reply, allow_nan=False)
        except ValueError:
            text = json.dumps({"invalid": "the answer is not finite"})
        print(text, flush=True)
    """#
}
