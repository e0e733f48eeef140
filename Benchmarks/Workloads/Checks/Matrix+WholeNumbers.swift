import BenchmarkHarness
import Leontief

extension Matrix {
  /// Whole numbers in −bound … bound. Errors: `AllocationError`.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  static func wholeNumbers(
    rows: Int, columns: Int, layout: Layout = .rowMajor, bound: Int, _ generator: inout SplitMix64
  ) throws(AllocationError) -> Matrix {
    var matrix = try Matrix(rows: rows, columns: columns, layout: layout)
    var elements = matrix.mutableElements
    for k in elements.indices { elements[k] = Scalar(generator.next(in: -bound...bound)) }
    return matrix
  }

  /// The product with a vector modulo 2⁶⁴; nil when an element is not a whole number below 2⁶².
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  borrowing func wrappingProduct(_ x: [Int64]) -> [Int64]? {
    var result = [Int64](repeating: 0, count: rows)
    let view = view
    let isByRows = layout == .rowMajor
    for outer in 0..<(isByRows ? rows : columns) {
      let line = isByRows ? view.row(outer) : view.column(outer)
      var (sum, isWhole) = (Int64(0), true)
      for inner in line.indices {
        let value = Self.whole(line[inner], &isWhole)
        if isByRows { sum &+= value &* x[inner] } else { result[inner] &+= value &* x[outer] }
      }
      guard isWhole else { return nil }
      if isByRows { result[outer] = sum }
    }
    return result
  }

  /// The number as an integer; 0, and `isWhole` false, where it is none or needs more than 62 bits. No branch for fractions, unlike
  /// `Int64(exactly:)`.
  @inline(__always)
  private static func whole(_ scalar: Scalar, _ isWhole: inout Bool) -> Int64 {
    let number = double(scalar)
    guard number.magnitude < 0x1p62 else {
      isWhole = false
      return 0
    }
    let integer = Int64(number)
    isWhole = isWhole && Double(integer) == number
    return integer
  }

  /// By casts that vanish where the type is known: conversions from any binary floating-point type look at its parts, with which
  /// checking products took 1.5 s of a process of the suite quick, not 0.2 (2026-11-23, a core of Zen 5, by its profile).
  @inline(__always)
  private static func double(_ scalar: Scalar) -> Double {
    if let double = scalar as? Double { return double }
    if let float = scalar as? Float { return Double(float) }
    return Double(scalar)
  }
}
