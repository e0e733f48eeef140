import KernelTemplates
import MatrixCore

/// The rows of a sparse matrix as lists of indices sorted by length, so that the inner loop knows it. Made anew for each
/// call: a few nanoseconds an entry.
struct IndexLists<Scalar: MatrixScalar>: Sendable {
  /// Neighbours of one length: where they begin among the places and among the entries.
  struct Class: Sendable {
    let length: Int
    let lists: Int
    let firstPlace: Int
    let firstEntry: Int
  }

  private(set) var classes: [Class] = []
  /// The rows without entries come first.
  private(set) var emptyRows = 0
  private var places: [Int32]
  private var indices: [Int32]
  /// Empty when every weight is one: a product by one is not a rounding, so that leaving it out changes nothing.
  private var weights: [Scalar]

  init(_ s: SparseMatrix<Scalar>) {
    let isWeighted = s.values.contains { $0 != 1 }
    places = (0..<Int32(s.rows)).map { $0 }
    let length = { (row: Int32) in s.rowStarts[Int(row) + 1] - s.rowStarts[Int(row)] }
    let lengths = (0..<Int32(s.rows)).map(length)
    // Most often all are equal; an aggregator's rows keep their order within a length.
    if Set(lengths).count > 1 { places = Self.sorted(lengths) }
    indices = []
    indices.reserveCapacity(s.nonZeros)
    weights = []
    if isWeighted { weights.reserveCapacity(s.nonZeros) }
    for place in places {
      let entries = s.rowStarts[Int(place)]..<s.rowStarts[Int(place) + 1]
      indices.append(contentsOf: s.columnIndices[entries])
      if isWeighted { weights.append(contentsOf: s.values[entries]) }
    }
    collectClasses(lengths)
  }

  /// The rows by length, by counting.
  private static func sorted(_ lengths: [Int]) -> [Int32] {
    var starts = [Int](repeating: 0, count: (lengths.max() ?? 0) + 2)
    for length in lengths { starts[length + 1] += 1 }
    for length in 1..<starts.count { starts[length] += starts[length - 1] }
    var order = [Int32](repeating: 0, count: lengths.count)
    for (row, length) in lengths.enumerated() {
      order[starts[length]] = Int32(row)
      starts[length] += 1
    }
    return order
  }

  private mutating func collectClasses(_ lengths: [Int]) {
    var (first, entry) = (0, 0)
    while first < places.count {
      let length = lengths[Int(places[first])]
      var last = first
      while last < places.count, lengths[Int(places[last])] == length { last += 1 }
      if length == 0 {
        emptyRows = last
      } else {
        classes.append(Class(length: length, lists: last - first, firstPlace: first, firstEntry: entry))
      }
      entry += length * (last - first)
      first = last
    }
  }

  /// c_i ← Σ w x over the list of every row i, c with elements `stride` apart.
  func sum(_ x: UnsafePointer<Scalar>, into c: UnsafeMutablePointer<Scalar>, stride: Int, _ kernels: ScatterKernels<Scalar>) {
    for place in places[..<emptyRows] { c[Int(place) * stride] = 0 }
    forEachClass { part, indices, factors, places in
      kernels.sumIndexed(part.length, part.lists, indices, factors, x, places, c, stride)
    }
  }

  /// The same for four vectors at once, of which x holds the elements side by side, into four rows.
  func sumFour(
    _ x: UnsafePointer<Scalar>, into rows: UnsafePointer<UnsafeMutablePointer<Scalar>>, stride: Int,
    _ kernels: ScatterKernels<Scalar>
  ) {
    for place in places[..<emptyRows] { for q in 0..<4 { rows[q][Int(place) * stride] = 0 } }
    forEachClass { part, indices, factors, places in
      if let factors {
        kernels.sumWeightedOfFour(part.length, part.lists, indices, factors, x, places, rows, stride)
      } else {
        kernels.sumIndexedOfFour(part.length, part.lists, indices, x, places, rows, stride)
      }
    }
  }

  /// Each class with its indices, its weights (nil for ones) and its places.
  private func forEachClass(
    _ body: (Class, UnsafePointer<Int32>, UnsafePointer<Scalar>?, UnsafePointer<Int32>) -> Void
  ) {
    places.withUnsafeBufferPointer { places in
      indices.withUnsafeBufferPointer { indices in
        weights.withUnsafeBufferPointer { weights in
          guard let places = places.baseAddress, let indices = indices.baseAddress else { return }
          let factors = weights.isEmpty ? nil : weights.baseAddress
          for part in classes {
            body(part, indices + part.firstEntry, factors.map { $0 + part.firstEntry }, places + part.firstPlace)
          }
        }
      }
    }
  }
}
