public import CPrefetch
import MatrixCore

extension MultiplyTile {
  /// The product with a B that is packed with copies, for processors whose arithmetic overwrites an operand.
  ///
  /// Every product is at least three instructions there: a load or a copy, the multiplication, the addition. A processor that
  /// multiplies twice and adds twice in a cycle accepts six vector instructions in it (Zen 5), so not one may be added.
  @inlinable @inline(__always)
  static func copiedProduct(
    depth: Int, _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, multiplyAdd: (V, V, V) -> V
  ) -> Accumulators {
    var sum = Accumulators(repeating: InlineArray<vectors, V>(repeating: V(repeating: 0)))
    var (a, b, twin) = (UnsafeRawPointer(a), b, cprefetch_twin(b))
    // Nested: in a plain loop the compiler copies all sums at every step.
    for _ in 0..<depth {
      for _ in 0..<1 { copiedStep(&sum, &a, &b, &twin, multiplyAdd: multiplyAdd) }
    }
    return sum
  }

  /// Half of the columns of B are operands in memory, read anew by each multiplication: with 2 × 4 vectors two loads for every
  /// six instructions, as many as a processor makes that computes so much. From `twin` the compiler does not see that it could
  /// load once and copy.
  @inlinable @inline(__always)
  static func copiedStep(
    _ sum: inout Accumulators, _ a: inout UnsafeRawPointer, _ b: inout UnsafePointer<Scalar>, _ twin: inout UnsafeRawPointer,
    multiplyAdd: (V, V, V) -> V
  ) {
    var column = InlineArray<vectors, V>(repeating: V(repeating: 0))
    for i in 0..<vectors { column[unchecked: i] = a.load(fromByteOffset: i &* MemoryLayout<V>.stride, as: V.self) }
    for j in 0..<columns {
      let offset = j &* MemoryLayout<V>.stride
      for i in 0..<vectors {
        let isTwin = 2 &* j >= columns && !i.isMultiple(of: 2)
        let factor = (isTwin ? twin : UnsafeRawPointer(b)).load(fromByteOffset: offset, as: V.self)
        sum[unchecked: j][unchecked: i] = multiplyAdd(column[unchecked: i], factor, sum[unchecked: j][unchecked: i])
      }
    }
    a += vectors &* MemoryLayout<V>.stride
    b += columns &* copies
    twin += columns &* MemoryLayout<V>.stride
  }
}
