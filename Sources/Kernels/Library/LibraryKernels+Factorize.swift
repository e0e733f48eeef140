import CBLASEngine
import MatrixCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// LAPACK factors columns. Row-major memory is the transpose, whose factors are others: it is transposed in place, factored
// or inverted, and transposed back, two passes over memory that are lost in n³.
extension LibraryKernels {
  func factorize(_ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ team: Team) -> Int? {
    guard let operand = LibraryOperand(a.reading), a.rows > 0, a.rows <= Int(Int32.max) else {
      return fallback.factorize(a, pivots, team)
    }
    library.use(team)
    if operand.isTransposed { a.transposeInPlace(team) }
    var info: Int64 = 0
    let code = pivots.withMemoryRebound(to: Int64.self, capacity: a.rows) { pivots in
      calls.getrf(library.engine, Int64(a.rows), Int64(a.rows), a.base, operand.leading, pivots, &info)
    }
    if operand.isTransposed { a.transposeInPlace(team) }
    guard code == CBLASENGINE_OK else { return fallback.factorize(a, pivots, team) }
    if info > 0 { return Int(info) - 1 }
    return toZeroBased(pivots, a.rows)
  }

  /// Some releases answer NaN with an exchange outside the matrix: that step had no usable pivot.
  private func toZeroBased(_ pivots: UnsafeMutablePointer<Int>, _ count: Int) -> Int? {
    for k in 0..<count {
      pivots[k] -= 1
      guard pivots[k] >= k && pivots[k] < count else { return k }
    }
    return nil
  }

  func invert(_ factors: Output, _ pivots: UnsafePointer<Int>, _ team: Team) -> Bool {
    let n = factors.rows
    guard let operand = LibraryOperand(factors.reading), n > 0, n <= Int(Int32.max) else {
      return fallback.invert(factors, pivots, team)
    }
    var raw: UnsafeMutableRawPointer?
    guard posix_memalign(&raw, 64, n * 64 * MemoryLayout<Scalar>.stride) == 0, let raw else { return false }
    defer { free(raw) }
    library.use(team)
    let fortranPivots = (0..<n).map { Int64(pivots[$0] + 1) }
    if operand.isTransposed { factors.transposeInPlace(team) }
    var info: Int64 = 0
    let code = calls.getri(
      library.engine, Int64(n), factors.base, operand.leading, fortranPivots,
      raw.bindMemory(to: Scalar.self, capacity: n * 64), Int64(n * 64), &info)
    if operand.isTransposed { factors.transposeInPlace(team) }
    // LAPACK leaves a singular U alone; so do the Swift kernels when they take it, but with infinities.
    return code == CBLASENGINE_OK && info == 0 || fallback.invert(factors, pivots, team)
  }
}

extension MutableStridedMatrix {
  /// A ← Aᵀ for square A, block against block so that both sides stay in cache.
  func transposeInPlace(_ team: Team) {
    let side = 32
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
