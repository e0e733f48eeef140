import Kernels

/// How well a solve used its host: the least time its flops and readings could take, as a share of the time they took.
public enum Roofline: Sendable, Equatable {
  /// A fraction, and what bounds that least time. More than one says that the roofs were measured on a host that was busier
  /// than now.
  case share(Double, Bound)
  case unknown(reason: String)

  /// What a method meets first.
  public enum Bound: String, Sendable { case compute, memory, cache }
}

extension SolveReport {
  /// The standing under the roofs of the host: of its calibration, or as measured in this process.
  public var roofline: Roofline { roofline(under: HostRoofs.known(engine)) }

  /// max(flops / peak, bytes / rate) / seconds, with the peaks of both precisions added up and every operand read at the rate
  /// of the smallest cache that holds it. Preparation counts as time, its formations and checks not as work.
  ///
  /// Reference: Williams, Waterman and Patterson (2009), "Roofline", CACM 52(4).
  public func roofline(under roofs: HostRoofs?) -> Roofline {
    guard let flops else { return .unknown(reason: "no model counts the work of \(method)") }
    guard let roofs else {
      return .unknown(reason: "the speed of this host is not known; 'leontief calibrate --redo' measures it for --engine auto")
    }
    guard seconds > 0 else { return .unknown(reason: "it took no time that the clock sees") }
    let compute = (flops - singleFlops) / roofs.doubleFlops + singleFlops / roofs.singleFlops
    let (memory, cache) = (readings ?? []).reduce(into: (0.0, 0.0)) { seconds, reading in
      if let cache = roofs.cache(holding: reading.size) {
        seconds.1 += reading.bytes / cache.bytes
      } else {
        seconds.0 += reading.bytes / roofs.memory
      }
    }
    let bound: Roofline.Bound = compute >= memory + cache ? .compute : memory >= cache ? .memory : .cache
    return .share(max(compute, memory + cache) / seconds, bound)
  }
}
