import MatrixCore

/// Sums of elements picked by index for four targets at once, whose elements of one column are neighbours: one index serves
/// four. `W` has four lanes.
public enum FourIndexedSums<W: SIMD> where W.Scalar: MatrixScalar {
  public typealias Scalar = W.Scalar

  /// c_q[place_t · stride] ← Σ_e w_te x[4 index_te + q] for q in 0 ..< 4 and `lists` lists of `length` ≥ 1 one behind the
  /// other; without weights each is one.
  @inlinable @inline(__always)
  public static func run(
    length: Int, lists: Int, _ indices: UnsafePointer<Int32>, weights: UnsafePointer<Scalar>?, _ x: UnsafePointer<Scalar>,
    _ places: UnsafePointer<Int32>, _ rows: UnsafePointer<UnsafeMutablePointer<Scalar>>, stride: Int
  ) {
    let source = UnsafeRawPointer(x)
    if let weights {
      visit(length, lists, places, rows, stride) { e in
        W(repeating: weights[e]) * column(source, indices[e])
      }
    } else {
      visit(length, lists, places, rows, stride) { e in column(source, indices[e]) }
    }
  }

  @inlinable @inline(__always)
  static func column(_ x: UnsafeRawPointer, _ index: Int32) -> W {
    (x + Int(index) &* MemoryLayout<W>.stride).loadUnaligned(as: W.self)
  }

  /// The lengths known to the compiler, so that no list ends in a branch; longer ones are sums of four.
  @inlinable @inline(__always)
  static func visit(
    _ length: Int, _ lists: Int, _ places: UnsafePointer<Int32>, _ rows: UnsafePointer<UnsafeMutablePointer<Scalar>>,
    _ stride: Int, _ term: (Int) -> W
  ) {
    switch length {
    case 1: store(lists, places, rows, stride) { term($0) }
    case 2: store(lists, places, rows, stride) { term(2 &* $0) + term(2 &* $0 &+ 1) }
    case 3: store(lists, places, rows, stride) { term(3 &* $0) + term(3 &* $0 &+ 1) + term(3 &* $0 &+ 2) }
    case 4: store(lists, places, rows, stride) { four(4 &* $0, term) }
    default: store(lists, places, rows, stride) { total($0 &* length, length, term) }
    }
  }

  /// Stores sum(t) of all lists: whole vectors where four places are neighbours.
  @inlinable @inline(__always)
  static func store(
    _ lists: Int, _ places: UnsafePointer<Int32>, _ rows: UnsafePointer<UnsafeMutablePointer<Scalar>>, _ stride: Int,
    _ sum: (Int) -> W
  ) {
    let (c0, c1, c2, c3) = (rows[0], rows[1], rows[2], rows[3])
    var t = 0
    // Places ascend.
    while stride == 1, t &+ 4 <= lists, places[t &+ 3] &- places[t] == 3 {
      var tile = InlineArray<4, W>(repeating: sum(t))
      for k in 1..<4 { tile[unchecked: k] = sum(t &+ k) }
      withUnsafeMutablePointer(to: &tile) { Interleaving<W>.interleave(UnsafeMutableRawPointer($0)) }
      let place = Int(places[t])
      UnsafeMutableRawPointer(c0 + place).storeBytes(of: tile[unchecked: 0], as: W.self)
      UnsafeMutableRawPointer(c1 + place).storeBytes(of: tile[unchecked: 1], as: W.self)
      UnsafeMutableRawPointer(c2 + place).storeBytes(of: tile[unchecked: 2], as: W.self)
      UnsafeMutableRawPointer(c3 + place).storeBytes(of: tile[unchecked: 3], as: W.self)
      t &+= 4
    }
    while t < lists {
      let (total, place) = (sum(t), Int(places[t]) &* stride)
      c0[place] = total[0]
      c1[place] = total[1]
      c2[place] = total[2]
      c3[place] = total[3]
      t &+= 1
    }
  }

  @inlinable @inline(__always)
  static func total(_ first: Int, _ length: Int, _ term: (Int) -> W) -> W {
    var sum = four(first, term)
    var e = 4
    while e &+ 4 <= length {
      sum += four(first &+ e, term)
      e &+= 4
    }
    while e < length {
      sum += term(first &+ e)
      e &+= 1
    }
    return sum
  }

  @inlinable @inline(__always)
  static func four(_ e: Int, _ term: (Int) -> W) -> W {
    (term(e) + term(e &+ 1)) + (term(e &+ 2) + term(e &+ 3))
  }
}
