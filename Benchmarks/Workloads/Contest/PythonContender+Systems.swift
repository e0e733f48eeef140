extension PythonContender {
  /// (I − A) X = Y on economies like `SyntheticEconomy(trading:)`, with the same fullness where they are sparse. Answers are
  /// checked by HPL's scaled residual.
  static let systems = #"""
    def economy(n, generator):
        """A of regions that share recipes and trade by size, and gross output."""
        sectors = max(s for s in range(1, 36) if n % s == 0)
        regions = n // sectors
        recipes = (generator.random((sectors, sectors)) * generator.random((sectors, sectors))) ** 2
        recipes[numpy.arange(sectors), numpy.arange(sectors)] += recipes.sum(axis=0) / 7
        def size(count):
            return generator.uniform(0.5, 1.5, (16, count)).prod(axis=0)
        def skewed(*shape):
            return 0.05 + generator.random(shape) * generator.random(shape)
        sizes = numpy.repeat(size(regions), sectors)
        near = numpy.repeat(skewed(regions, regions), sectors, axis=0)
        strengths = sizes * skewed(n)
        output = sizes * numpy.tile(size(sectors), regions) * generator.uniform(0.5, 1.5, n)
        a = numpy.empty((n, n))
        for region in range(regions):
            own = slice(region * sectors, (region + 1) * sectors)
            total = 0.13 + 0.79 * generator.random((2, sectors)).mean(axis=0)
            imported = (0.05 + 0.6 * generator.random(sectors) ** 2) * (regions > 1)
            recipe = recipes * generator.uniform(0.5, 1.5, (sectors, sectors))
            trade = numpy.tile(recipe, (regions, 1)) * generator.uniform(0.2, 1.8, (n, sectors))
            trade *= (strengths * near[:, region])[:, None]
            trade[own] = 0
            if regions > 1:
                trade *= total * imported / trade.sum(axis=0)
            trade[own] = recipe * (total * (1 - imported) / recipe.sum(axis=0))
            a[:, own] = trade
        return a, output, sectors

    class Solve:
        def __init__(self, n, seed, columns):
            generator = numpy.random.default_rng(seed)
            self.matrix = self.formed(economy(n, generator))
            self.y = generator.integers(1, 1 << 20, (n, columns)).astype(float)

        def formed(self, parts):
            a = parts[0]
            numpy.negative(a, out=a)
            a[numpy.arange(len(a)), numpy.arange(len(a))] += 1
            return a

        def run(self):
            self.answer = None
            start = time.perf_counter()
            self.answer = numpy.linalg.solve(self.matrix, self.y)
            return time.perf_counter() - start

        def check(self):
            answer = self.answer.reshape(self.y.shape)
            residual = abs(self.y - self.matrix @ answer).max()
            norm = abs(self.matrix).sum(axis=1).max()
            scale = numpy.finfo(float).eps * len(self.y) * (norm * abs(answer).max() + abs(self.y).max())
            return [("scaled_residual", residual / scale, 16)]

    class SparseSolve(Solve):
        fullness = 0.2

        def formed(self, parts):
            a, output, sectors = parts
            n = len(a)
            region = numpy.arange(n) // sectors
            abroad = region[:, None] != region[None, :]
            flows = (a * output)[abroad]
            kept = max(0, int(self.fullness * n * n) - n * sectors)
            if kept < len(flows):
                least = numpy.partition(flows, len(flows) - kept - 1)[len(flows) - kept - 1]
                a[abroad & (a * output <= least)] = 0
            return scipy.sparse.csc_matrix(super().formed((a,)))

        def run(self):
            self.answer = None
            start = time.perf_counter()
            self.answer = scipy.sparse.linalg.spsolve(self.matrix, self.y)
            return time.perf_counter() - start
    """#
}
