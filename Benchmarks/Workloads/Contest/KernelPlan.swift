import BenchmarkHarness
import Leontief

/// The table of the suite `kernels`, in the order in which it is printed.
struct KernelPlan {
  private let basis: ContestBasis

  init(_ basis: ContestBasis) { self.basis = basis }

  private typealias Name = Contestants

  private var sets: InstructionSetNames { basis.sets }

  var rows: [ContestRow] {
    [gemm("dgemm", bytes: 8), gemm("sgemm", bytes: 4), factorization(4000), factorization(9800), basis.inverse]
      + ContestProblem.vectorBlocks.flatMap { kernel in [1, 8, 64].map { product(kernel, columns: $0) } } + [aggregation]
  }

  private func peak(_ kernel: String, _ set: InstructionSet?) -> String? {
    basis.peak(kernel == "sgemm" ? "f32" : "f64", set)
  }

  private func gemm(_ kernel: String, bytes: Double) -> ContestRow {
    let n = basis.size(4000)
    let model = kernel == "sgemm" ? GemmWorkload<Float>().model(sectors: n) : GemmWorkload<Double>().model(sectors: n)
    let isDouble = kernel == "dgemm"
    let (middle, baseline) = isDouble ? (sets.middle, sets.baseline) : (nil, nil)
    let contenders: [String?] = [
      Name.swift, Name.openblas, middle.map(Name.forced), middle.map { _ in Name.haswell }, baseline.map(Name.forced),
    ]
    let roofs = [peak(kernel, sets.best), peak(kernel, middle), peak(kernel, baseline)]
    return basis.row("\(kernel)-n\(n)", kernel, n, model, contenders, roofs: unique(roofs), bytes: 3 * bytes * basis.square(n)) {
      id in
      [
        Requirement(Name.swift, on: id, .speed(over: Name.openblas), must: 1.12, bound: peak(kernel, sets.best)),
        peak(kernel, sets.best).map { Requirement(Name.swift, on: id, .share(ofRoof: $0), must: 0.9, aim: 0.96) },
        middle.map {
          Requirement(Name.forced($0), on: id, .speed(over: Name.haswell), must: 1, aim: 1.1, bound: peak(kernel, $0))
        },
        baseline.flatMap { set in
          peak(kernel, set).map { Requirement(Name.forced(set), on: id, .share(ofRoof: $0), must: 0.8) }
        },
      ]
    }
  }

  private func factorization(_ sectors: Int) -> ContestRow {
    let n = basis.size(sectors)
    let isLarge = sectors > 5000
    let middle = isLarge ? nil : sets.middle
    let contenders: [String?] = [Name.swift, Name.openblas, middle.map(Name.forced), middle.map { _ in Name.haswell }]
    let model = FactorizationWorkload<Double>().model(sectors: n)
    let roof = peak("dgetrf", sets.best)
    return basis.row(
      "lu-n\(n)", "dgetrf", n, model, contenders, roofs: unique([roof, peak("dgetrf", middle)]), bytes: 24 * basis.square(n)
    ) { id in
      [
        Requirement(Name.swift, on: id, .speed(over: Name.openblas), must: 1.2, bound: roof),
        isLarge ? roof.map { Requirement(Name.swift, on: id, .share(ofRoof: $0), must: 0.8, aim: 0.9) } : nil,
        middle.map {
          Requirement(Name.forced($0), on: id, .speed(over: Name.haswell), must: 1, aim: 1.1, bound: peak("dgetrf", $0))
        },
      ]
    }
  }

  /// A library has no product of a matrix in single precision with vectors in double: its peer is the library's product of
  /// the same matrix in double precision.
  private func product(_ kernel: String, columns: Int) -> ContestRow {
    let n = basis.size(9800)
    let isDouble = kernel == ContestProblem.product
    let bound = basis.peak("f64", sets.best)
    let model = ContestProblem.productModel(n, columns: columns, storedBytes: isDouble ? 8 : 4)
    return basis.row(
      "\(kernel)-k\(columns)-n\(n)", kernel, n, columns: columns, model, [Name.swift, isDouble ? Name.openblas : nil],
      roofs: ["read", bound], bytes: (isDouble ? 8 : 4) * basis.square(n)
    ) { id in
      let peerCell = "\(ContestProblem.product)-k\(columns)-n\(n)"
      let peer = Requirement.Measure.speed(over: Name.openblas, onCell: isDouble ? nil : peerCell)
      return columns <= 8
        ? [Requirement(Name.swift, on: id, .share(ofRoof: "read"), must: 0.9, aim: 0.95, bound: bound)]
        : [Requirement(Name.swift, on: id, peer, must: 1, bound: bound)]
    }
  }

  private var aggregation: ContestRow {
    let n = basis.size(9800)
    let model = AggregationWorkload().model(sectors: n)
    return basis.row(
      "aggregate-n\(n)", "aggregate", n, model, [Name.swift, Name.scipy], roofs: ["read"], bytes: 18 * basis.square(n)
    ) { id in
      [
        Requirement(Name.swift, on: id, .share(ofRoof: "read"), must: 0.85, aim: 0.95),
        Requirement(Name.swift, on: id, .speed(over: Name.scipy), must: 8, bound: "read"),
      ]
    }
  }

  private func unique(_ names: [String?]) -> [String] {
    names.compactMap { $0 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
