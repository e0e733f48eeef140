import MatrixCore

/// The examination of a library before its first use: every operation it would take over, against the Swift kernels, with
/// every combination of layouts, triangles and diagonals it can be asked for. The sizes cross the tiles and the thresholds
/// at which libraries go parallel; wrong integers show as nonsense in all of them.
struct LibraryAcceptance<Scalar: MatrixScalar> {
  typealias Sample = AcceptanceMatrix<Scalar>

  let library: ScalarKernels<Scalar>
  let reference: ScalarKernels<Scalar>
  let team: Team

  private static var prefix: String { Scalar.self == Double.self ? "d" : "s" }

  /// What is wrong with the library, or nil.
  func failure() -> String? {
    failedOperation().map { Self.prefix + $0 + " gives wrong numbers" }
  }

  private func failedOperation() -> String? {
    for (m, n, k) in [(1, 1, 1), (5, 7, 3), (33, 18, 65), (70, 66, 129)] {
      for layout in 0..<8 {
        // The largest size alone takes most of the time; what differs there is the number of threads, not β.
        let betas: [Scalar] = k > 100 ? [0] : [2, 0, 1]
        for beta in betas where !multiplies(m, n, k, layout, beta) { return "gemm" }
      }
      for layout in 0..<8 {
        for beta in [-1, 0] as [Scalar] where !multipliesVector(m, k, layout, beta) { return "gemv" }
      }
    }
    for n in [1, 6, 65, 130] {
      for layout in 0..<16 where !solves(n, layout) { return "trsm" }
      for isRowMajor in [false, true] {
        if let failed = failedFactorization(n, isRowMajor) { return failed }
      }
    }
    return nil
  }

  /// The bits of `layout`: which of A, B and C are row-major. With β = 0, C holds NaN, which must not be read.
  private func multiplies(_ m: Int, _ n: Int, _ k: Int, _ layout: Int, _ beta: Scalar) -> Bool {
    let a = Sample(m, k, seed: 1, isRowMajor: layout & 1 != 0, spacing: 1)
    let b = Sample(k, n, seed: 2, isRowMajor: layout & 2 != 0, spacing: 2)
    let (c, expected) = (
      Sample(m, n, seed: 3, isRowMajor: layout & 4 != 0, spacing: 3),
      Sample(m, n, seed: 3, isRowMajor: layout & 4 != 0, spacing: 3)
    )
    if beta == 0 { for result in [c, expected] { result.fill(.nan) } }
    library.multiply(-0.5, a.matrix.reading, b.matrix.reading, beta, c.matrix, team)
    reference.multiply(-0.5, a.matrix.reading, b.matrix.reading, beta, expected.matrix, team)
    return c.isNear(expected, terms: k)
  }

  /// The bits of `layout`: whether A is row-major, and whether x and y are rows of a matrix, with strides other than one.
  private func multipliesVector(_ m: Int, _ k: Int, _ layout: Int, _ beta: Scalar) -> Bool {
    let a = Sample(m, k, seed: 4, isRowMajor: layout & 1 != 0, spacing: 1)
    let x = Sample(k, 1, seed: 5, isRowMajor: layout & 2 != 0, spacing: 2)
    let (y, expected) = (
      Sample(m, 1, seed: 6, isRowMajor: layout & 4 != 0, spacing: 1),
      Sample(m, 1, seed: 6, isRowMajor: layout & 4 != 0, spacing: 1)
    )
    if beta == 0 { for result in [y, expected] { result.fill(.nan) } }
    library.multiplyVector(1.5, a.matrix.reading, x.matrix.reading, beta, y.matrix, team)
    reference.multiplyVector(1.5, a.matrix.reading, x.matrix.reading, beta, expected.matrix, team)
    return y.isNear(expected, terms: k)
  }

  /// The bits of `layout`: the triangle, a unit diagonal, and whether T and B are row-major. What must not be read of T is
  /// NaN.
  private func solves(_ n: Int, _ layout: Int) -> Bool {
    let (triangle, diagonal): (Triangle, Diagonal) = (layout & 1 == 0 ? .lower : .upper, layout & 2 == 0 ? .stored : .unit)
    let t = Sample(n, n, seed: 7, isRowMajor: layout & 4 != 0, spacing: 1)
    for i in 0..<n {
      for j in 0..<n {
        // Small off the diagonal: a unit triangle of larger numbers would make the solution grow exponentially.
        t.matrix[i, j] = (triangle == .lower ? j < i : j > i) ? t.matrix[i, j] / Scalar(n) : .nan
      }
      if diagonal == .stored { t.matrix[i, i] = Scalar(1.5) }
    }
    let (b, expected) = (
      Sample(n, 9, seed: 8, isRowMajor: layout & 8 != 0, spacing: 2),
      Sample(n, 9, seed: 8, isRowMajor: layout & 8 != 0, spacing: 2)
    )
    library.solveTriangular(triangle, diagonal, t.matrix.reading, b.matrix, team)
    reference.solveTriangular(triangle, diagonal, t.matrix.reading, expected.matrix, team)
    return b.isNear(expected, terms: n)
  }

  /// The dominant entry of each column leaves one choice of pivot, so that factors can be compared entry by entry.
  private func failedFactorization(_ n: Int, _ isRowMajor: Bool) -> String? {
    let (a, expected) = (
      Sample(n, n, seed: 9, isRowMajor: isRowMajor, spacing: 1), Sample(n, n, seed: 9, isRowMajor: isRowMajor, spacing: 1)
    )
    // A dominant diagonal in the wrong rows makes exchanges necessary.
    for i in 0..<n {
      a.matrix[i, n - 1 - i] += Scalar(n)
      expected.matrix[i, n - 1 - i] += Scalar(n)
    }
    let size = Scalar(2 * n)
    let (pivots, reference) = (AcceptancePivots(n), AcceptancePivots(n))
    guard library.factorize(a.matrix, pivots.base, .partial, .none, team) == nil, pivots.areExchanges,
      self.reference.factorize(expected.matrix, reference.base, .partial, .none, team) == nil,
      pivots == reference, a.isNear(expected, terms: n, size: size)
    else { return "getrf" }
    guard library.invert(a.matrix, pivots.base, .none, team) == nil,
      self.reference.invert(expected.matrix, reference.base, .none, team) == nil,
      a.isNear(expected, terms: n)
    else { return "getri" }
    return nil
  }
}
