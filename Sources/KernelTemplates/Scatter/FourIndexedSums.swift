import MatrixCore

/// Sums of elements picked by index for four targets at once, whose elements of one column are neighbours: one index serves
/// four. `W` has four lanes.
public enum FourIndexedSums<W: SIMD> where W.Scalar: MatrixScalar {
  public typealias Scalar = W.Scalar

  /// c_q[place_t · stride] ← Σ_e x[4 index_te + q] for q in 0 ..< 4 and `lists` lists of `length` ≥ 1 one behind the other.
  @inlinable @inline(__always)
  public static func run(
    length: Int, lists: Int, _ indices: UnsafePointer<Int32>, _ x: UnsafePointer<Scalar>, _ places: UnsafePointer<Int32>,
    _ rows: UnsafePointer<UnsafeMutablePointer<Scalar>>, stride: Int
  ) {
    visit(length, lists, places, rows, stride, PlainColumns<W>(x: x, indices: indices))
  }

  /// The same with weights: Σ_e w_te x[4 index_te + q].
  @inlinable @inline(__always)
  public static func run(
    length: Int, lists: Int, _ indices: UnsafePointer<Int32>, weights: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>,
    _ places: UnsafePointer<Int32>, _ rows: UnsafePointer<UnsafeMutablePointer<Scalar>>, stride: Int
  ) {
    visit(length, lists, places, rows, stride, WeightedColumns<W>(x: x, indices: indices, weights: weights))
  }

  /// The commonest length known to the compiler; all lists of a call end alike, so that branches are foreseen.
  @inlinable @inline(__always)
  static func visit<Terms: ColumnTerms<W>>(
    _ length: Int, _ lists: Int, _ places: UnsafePointer<Int32>, _ rows: UnsafePointer<UnsafeMutablePointer<Scalar>>,
    _ stride: Int, _ terms: Terms
  ) {
    if length == 4 {
      store(4, lists, places, rows, stride, terms)
    } else {
      store(length, lists, places, rows, stride, terms)
    }
  }

  /// Stores the sums of all lists: whole vectors where four places are neighbours.
  @inlinable @inline(__always)
  static func store<Terms: ColumnTerms<W>>(
    _ length: Int, _ lists: Int, _ places: UnsafePointer<Int32>, _ rows: UnsafePointer<UnsafeMutablePointer<Scalar>>,
    _ stride: Int, _ terms: Terms
  ) {
    let (c0, c1, c2, c3) = (rows[0], rows[1], rows[2], rows[3])
    var t = 0
    // Places ascend.
    while stride == 1, t &+ 4 <= lists, places[t &+ 3] &- places[t] == 3 {
      var tile = InlineArray<4, W>(repeating: total(t &* length, length, terms))
      for k in 1..<4 { tile[unchecked: k] = total((t &+ k) &* length, length, terms) }
      withUnsafeMutablePointer(to: &tile) { Interleaving<W>.interleave(UnsafeMutableRawPointer($0)) }
      let place = Int(places[t])
      UnsafeMutableRawPointer(c0 + place).storeBytes(of: tile[unchecked: 0], as: W.self)
      UnsafeMutableRawPointer(c1 + place).storeBytes(of: tile[unchecked: 1], as: W.self)
      UnsafeMutableRawPointer(c2 + place).storeBytes(of: tile[unchecked: 2], as: W.self)
      UnsafeMutableRawPointer(c3 + place).storeBytes(of: tile[unchecked: 3], as: W.self)
      t &+= 4
    }
    while t < lists {
      let (sum, place) = (total(t &* length, length, terms), Int(places[t]) &* stride)
      c0[place] = sum[0]
      c1[place] = sum[1]
      c2[place] = sum[2]
      c3[place] = sum[3]
      t &+= 1
    }
  }

  @inlinable @inline(__always)
  static func total<Terms: ColumnTerms<W>>(_ first: Int, _ length: Int, _ terms: Terms) -> W {
    if length < 4 {
      var sum = terms[first]
      if length > 1 { sum += terms[first &+ 1] }
      if length > 2 { sum += terms[first &+ 2] }
      return sum
    }
    var sum = four(first, terms)
    var e = 4
    while e &+ 4 <= length {
      sum += four(first &+ e, terms)
      e &+= 4
    }
    while e < length {
      sum += terms[first &+ e]
      e &+= 1
    }
    return sum
  }

  @inlinable @inline(__always)
  static func four<Terms: ColumnTerms<W>>(_ e: Int, _ terms: Terms) -> W {
    (terms[e] + terms[e &+ 1]) + (terms[e &+ 2] + terms[e &+ 3])
  }
}
