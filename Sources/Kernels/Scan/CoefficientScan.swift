/// What one pass over a square matrix tells of it, its diagonal apart.
public struct CoefficientScan: Sendable, Equatable {
  /// Sums of |a_ij| over j ≠ i, and over i ≠ j, plainly added. A NaN stays NaN.
  public var rowSums: [Double]
  public var columnSums: [Double]
  public var diagonal: [Double]
  /// The largest |a_ij|, i ≠ j, and the least a_ij of all, at most 0. Neither sees a NaN.
  public var largest = 0.0
  public var least = 0.0
  public var nonZeros = 0

  init(order n: Int) {
    rowSums = [Double](repeating: 0, count: n)
    columnSums = rowSums
    diagonal = rowSums
  }

  /// Takes up what is not in the arrays.
  mutating func join(_ line: LineScan) {
    largest = max(largest, line.most.max())
    least = min(least, line.least.min())
    nonZeros += Int(line.nonZeros.wrappedSum())
  }
}

/// Running figures of a part of the rows, four columns at a time: a single sum would wait for every element.
struct LineScan {
  var sums = SIMD4<Double>(repeating: 0)
  var most = SIMD4<Double>(repeating: 0)
  var least = SIMD4<Double>(repeating: 0)
  var nonZeros = SIMD4<Int64>(repeating: 0)

  /// Takes up four elements and returns their magnitudes.
  @inline(__always)
  mutating func add(_ values: SIMD4<Double>) -> SIMD4<Double> {
    let magnitudes = values.replacing(with: -values, where: values .< 0)
    sums += magnitudes
    most.replace(with: magnitudes, where: magnitudes .> most)
    least.replace(with: values, where: values .< least)
    nonZeros.replace(with: nonZeros &+ 1, where: values .!= 0)
    return magnitudes
  }

  /// The sum of the row that has just been read; the next begins at zero.
  @inline(__always)
  mutating func takeSum() -> Double {
    defer { sums = SIMD4(repeating: 0) }
    return (sums.x + sums.y) + (sums.z + sums.w)
  }
}
