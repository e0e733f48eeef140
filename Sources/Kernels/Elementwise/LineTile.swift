import MatrixCore

/// A tile of a matrix in any layout, copied so that its lines are contiguous.
struct LineTile<Scalar: MatrixScalar> {
  static var lines: Int { 64 }
  static var length: Int { 64 }
  let base: UnsafeMutablePointer<Scalar>

  static func with(_ body: (LineTile) -> Void) {
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: lines * length) { memory in
      guard let base = memory.baseAddress else { return }
      memory.initialize(repeating: 0)
      body(LineTile(base: base))
    }
  }

  func read(_ z: StridedMatrix<Scalar>) {
    for i in 0..<z.rows { for j in 0..<z.columns { base[i &* Self.length &+ j] = z[i, j] } }
  }

  func write(_ a: MutableStridedMatrix<Scalar>) {
    for i in 0..<a.rows { for j in 0..<a.columns { a[i, j] = base[i &* Self.length &+ j] } }
  }
}
