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
    let (c0, c1, c2, c3) = (rows[0], rows[1], rows[2], rows[3])
    let store = { (t: Int, sum: W) in
      let place = Int(places[t]) &* stride
      c0[place] = sum[0]
      c1[place] = sum[1]
      c2[place] = sum[2]
      c3[place] = sum[3]
    }
    switch length {
    case 1: for t in 0..<lists { store(t, term(t)) }
    case 2: for t in 0..<lists { store(t, term(2 &* t) + term(2 &* t &+ 1)) }
    case 3: for t in 0..<lists { store(t, term(3 &* t) + term(3 &* t &+ 1) + term(3 &* t &+ 2)) }
    case 4: for t in 0..<lists { store(t, four(4 &* t, term)) }
    default:
      for t in 0..<lists {
        let end = (t &+ 1) &* length
        var e = t &* length
        var sum = four(e, term)
        e &+= 4
        while e &+ 4 <= end {
          sum += four(e, term)
          e &+= 4
        }
        while e < end {
          sum += term(e)
          e &+= 1
        }
        store(t, sum)
      }
    }
  }

  @inlinable @inline(__always)
  static func four(_ e: Int, _ term: (Int) -> W) -> W {
    (term(e) + term(e &+ 1)) + (term(e &+ 2) + term(e &+ 3))
  }
}
