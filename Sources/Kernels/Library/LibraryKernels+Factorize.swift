import CBLASEngine
import MatrixCore

// LAPACK factors columns. Row-major memory is the transpose, whose factors are others: it is transposed in place, factored
// or inverted, and transposed back, two passes over memory that are lost in n³.
extension LibraryKernels {
  /// LAPACK always exchanges rows; the other way is left to the Swift kernels.
  func factorize(
    _ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ pivoting: Pivoting, _ monitor: WorkMonitor, _ team: Team
  ) -> FactorizationError? {
    guard pivoting == .partial, let operand = LibraryOperand(a.reading), a.rows > 0, a.rows <= Int(Int32.max) else {
      return fallback.factorize(a, pivots, pivoting, monitor, team)
    }
    if operand.isTransposed { a.transposeInPlace(team) }
    var info: Int64 = 0
    let code = pivots.withMemoryRebound(to: Int64.self, capacity: a.rows) { pivots in
      library.with(team) {
        calls.getrf(library.engine, Int64(a.rows), Int64(a.rows), a.base, operand.leading, pivots, &info)
      }
    }
    if operand.isTransposed { a.transposeInPlace(team) }
    // A negative info is an argument refused, with the matrix as it was: that says nothing about its rank.
    guard code == CBLASENGINE_OK, info >= 0 else { return fallback.factorize(a, pivots, pivoting, monitor, team) }
    if info > 0 { return .noPivot(Int(info) - 1) }
    return toZeroBased(pivots, a.rows).map { .noPivot($0) }
  }

  /// Some releases answer NaN with an exchange outside the matrix: that step had no usable pivot.
  private func toZeroBased(_ pivots: UnsafeMutablePointer<Int>, _ count: Int) -> Int? {
    for k in 0..<count {
      pivots[k] -= 1
      guard pivots[k] >= k && pivots[k] < count else { return k }
    }
    return nil
  }

  /// Elements of LAPACK's workspace: 64 columns, its usual block.
  static func inversionScratch(_ n: Int) -> Int { n * 64 }

  func invert(
    _ factors: Output, _ pivots: UnsafePointer<Int>, _ monitor: WorkMonitor, _ team: Team
  ) -> InversionError? {
    let n = factors.rows
    guard let operand = LibraryOperand(factors.reading), n > 0, n <= Int(Int32.max) else {
      return fallback.invert(factors, pivots, monitor, team)
    }
    let fortranPivots = (0..<n).map { Int64(pivots[$0] + 1) }
    var info: Int64 = 0
    let code: Int32? = ScratchMemory<Scalar>.with(Self.inversionScratch(n)) { work in
      guard let work else { return nil }
      if operand.isTransposed { factors.transposeInPlace(team) }
      defer { if operand.isTransposed { factors.transposeInPlace(team) } }
      return library.with(team) {
        calls.getri(
          library.engine, Int64(n), factors.base, operand.leading, fortranPivots, work.base,
          Int64(Self.inversionScratch(n)), &info)
      }
    }
    guard let code else { return .allocation(AllocationError(bytes: Self.inversionScratch(n) * MemoryLayout<Scalar>.stride)) }
    // LAPACK leaves a singular U alone; so do the Swift kernels when they take it, but with infinities.
    return code == CBLASENGINE_OK && info == 0 ? nil : fallback.invert(factors, pivots, monitor, team)
  }
}

extension MutableStridedMatrix {
  /// A ← Aᵀ for square A, block against block so that both sides stay in cache.
  func transposeInPlace(_ team: Team) {
    let side = 32
    // A smaller matrix is done before a team has started.
    let team = rows * columns < 1 << 15 ? Team(threads: 1) : team
    team.split(0..<(rows + side - 1) / side) { blocks in
      for block in blocks {
        let lines = block * side..<min((block + 1) * side, rows)
        for start in stride(from: 0, to: lines.upperBound, by: side) {
          for i in lines {
            for j in start..<max(start, min(start + side, i)) { (self[i, j], self[j, i]) = (self[j, i], self[i, j]) }
          }
        }
      }
    }
  }
}
