import BenchmarkHarness
import Leontief

/// A cell and what must be reached on it.
struct KernelSuiteRow {
  let cell: ContestCell
  let requirements: [Requirement]
}

/// The table of the suite, in the order in which it is printed.
struct KernelSuitePlan {
  let scale: Double
  let seed: UInt64
  let sets: InstructionSetNames

  typealias Name = KernelContender

  var rows: [KernelSuiteRow] {
    [gemm("dgemm", bytes: 8), gemm("sgemm", bytes: 4), factorization(4000), factorization(9800), inverse]
      + KernelProblem.vectorBlocks.flatMap { kernel in [1, 8, 64].map { product(kernel, columns: $0) } } + [aggregation]
  }

  /// Sizes are scaled, but never to nothing.
  private func size(_ n: Int) -> Int { max(16, Int((Double(n) * scale).rounded())) }

  private func peak(_ kernel: String, _ set: InstructionSet?) -> String? {
    set.map { "peak-\(kernel == "sgemm" ? "f32" : "f64")-\($0.rawValue)" }
  }

  private func row(
    _ id: String, _ kernel: String, _ n: Int, columns: Int = 1, _ model: CostModel, _ contenders: [String?],
    roofs: [String?], bytes: Double, _ requirements: (String) -> [Requirement?]
  ) -> KernelSuiteRow {
    let cell = ContestCell(
      id: id, problem: ContestProblem(kernel: kernel, n: n, columns: columns, seed: seed), model: model,
      contenders: contenders.compactMap { $0 }, roofs: roofs.compactMap { $0 }, bytesNeeded: Int(min(bytes, 0x1p61)))
    return KernelSuiteRow(cell: cell, requirements: requirements(id).compactMap { $0 })
  }

  private func gemm(_ kernel: String, bytes: Double) -> KernelSuiteRow {
    let n = size(4000)
    let model = kernel == "sgemm" ? GemmWorkload<Float>().model(sectors: n) : GemmWorkload<Double>().model(sectors: n)
    let isDouble = kernel == "dgemm"
    let (middle, baseline) = isDouble ? (sets.middle, sets.baseline) : (nil, nil)
    let contenders: [String?] = [
      Name.swift, Name.openblas, middle.map(Name.forced), middle.map { _ in Name.haswell }, baseline.map(Name.forced),
    ]
    let roofs = [peak(kernel, sets.best), peak(kernel, middle), peak(kernel, baseline)]
    return row("\(kernel)-n\(n)", kernel, n, model, contenders, roofs: unique(roofs), bytes: 3 * bytes * square(n)) { id in
      [
        Requirement(Name.swift, on: id, .speed(over: Name.openblas), must: 1.12),
        peak(kernel, sets.best).map { Requirement(Name.swift, on: id, .share(ofRoof: $0), must: 0.9, aim: 0.96) },
        middle.map { Requirement(Name.forced($0), on: id, .speed(over: Name.haswell), must: 1, aim: 1.1) },
        baseline.flatMap { set in
          peak(kernel, set).map { Requirement(Name.forced(set), on: id, .share(ofRoof: $0), must: 0.8) }
        },
      ]
    }
  }

  private func factorization(_ sectors: Int) -> KernelSuiteRow {
    let n = size(sectors)
    let isLarge = sectors > 5000
    let middle = isLarge ? nil : sets.middle
    let contenders: [String?] = [Name.swift, Name.openblas, middle.map(Name.forced), middle.map { _ in Name.haswell }]
    let model = FactorizationWorkload().model(sectors: n)
    let roof = peak("dgetrf", sets.best)
    return row("lu-n\(n)", "dgetrf", n, model, contenders, roofs: [roof], bytes: 24 * square(n)) { id in
      [
        Requirement(Name.swift, on: id, .speed(over: Name.openblas), must: 1.2),
        isLarge ? roof.map { Requirement(Name.swift, on: id, .share(ofRoof: $0), must: 0.8, aim: 0.9) } : nil,
        middle.map { Requirement(Name.forced($0), on: id, .speed(over: Name.haswell), must: 1, aim: 1.1) },
      ]
    }
  }

  private var inverse: KernelSuiteRow {
    let n = size(4915)
    let model = InverseWorkload().model(sectors: n)
    return row(
      "inverse-n\(n)", "inverse", n, model, [Name.swift, Name.numpy], roofs: [peak("inverse", sets.best)],
      bytes: 32 * square(n)
    ) { id in [Requirement(Name.swift, on: id, .speed(over: Name.numpy), must: 1.8, aim: 2.3)] }
  }

  /// A library has no product of a matrix in single precision with vectors in double: its peer is the library's product of
  /// the same matrix in double precision.
  private func product(_ kernel: String, columns: Int) -> KernelSuiteRow {
    let n = size(9800)
    let isDouble = kernel == KernelProblem.product
    let model = KernelProblem.productModel(n, columns: columns, storedBytes: isDouble ? 8 : 4)
    return row(
      "\(kernel)-k\(columns)-n\(n)", kernel, n, columns: columns, model, [Name.swift, isDouble ? Name.openblas : nil],
      roofs: ["read"], bytes: (isDouble ? 8 : 4) * square(n)
    ) { id in
      let peerCell = "\(KernelProblem.product)-k\(columns)-n\(n)"
      return columns <= 8
        ? [Requirement(Name.swift, on: id, .share(ofRoof: "read"), must: 0.9, aim: 0.95)]
        : [Requirement(Name.swift, on: id, .speed(over: Name.openblas, onCell: isDouble ? nil : peerCell), must: 1)]
    }
  }

  private var aggregation: KernelSuiteRow {
    let n = size(9800)
    let model = AggregationWorkload().model(sectors: n)
    return row(
      "aggregate-n\(n)", "aggregate", n, model, [Name.swift, Name.scipy], roofs: ["read"], bytes: 18 * square(n)
    ) { id in
      [
        Requirement(Name.swift, on: id, .share(ofRoof: "read"), must: 0.85, aim: 0.95),
        Requirement(Name.swift, on: id, .speed(over: Name.scipy), must: 8),
      ]
    }
  }

  private func square(_ n: Int) -> Double { Double(n) * Double(n) }

  private func unique(_ names: [String?]) -> [String] {
    names.compactMap { $0 }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
