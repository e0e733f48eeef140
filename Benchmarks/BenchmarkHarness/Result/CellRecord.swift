import Leontief

/// One cell of a result document.
public struct CellRecord: Codable, Sendable, Equatable {
  public var id: String
  public var kernel: String
  public var params: [String: CellParameter]
  public var engine: String
  public var threads: Int
  public var model: ModelRecord
  /// How often a run does the work of the model; nil for once.
  public var repetitions: Int?
  /// Mean seconds of each sample in execution order, the runs it was the mean of, and its round.
  public var samplesS: [Double]
  public var sampleRuns: [Int]
  public var sampleRound: [Int]
  /// The process each sample was taken in, from zero; nil in files of earlier builds, which ran in one.
  public var sampleProcess: [Int]?
  /// The canary's last reading before each sample, and the samples that do not count since it was slow then or right after, both
  /// by their numbers; nil without a canary.
  public var sampleReading: [Int]?
  public var samplesLeftOut: [Int]?
  /// Why samples are missing that it was to have, in a run that went on without them; nil where none are.
  public var incompleteWhy: String?
  /// The first run, which is not counted.
  @Nullable public var coldS: Double?
  public var coldSWhy: String?
  @Nullable public var stats: StatisticsRecord?
  public var statsWhy: String?
  @Nullable public var derived: DerivedRecord?
  public var derivedWhy: String?
  /// How near it is to the roofs of the document; null without a time, without roofs and for another number of threads.
  @Nullable public var roofline: RooflineRecord?
  /// What the host's processors took while each sample was taken, and for how long that was; nil without a counter.
  public var sampleEnergyJ: [Double]?
  public var sampleWallS: [Double]?
  /// Of a run, by the mean power and the median.
  @Nullable public var energyJ: Double?
  public var energyJWhy: String?
  public var validation: ValidationRecord
  public var flags: [String]
  @Nullable public var inputHash: String?
  @Nullable public var resultHash: String?

  public init(_ measurement: CellMeasurement) {
    let cell = measurement.cell
    let statistics = measurement.statistics
    let why = measurement.state.isTimed ? "no sample was taken" : measurement.state.name
    id = cell.id
    kernel = cell.kernel
    params = cell.parameters
    engine = cell.engine.description.name
    threads = cell.engine.description.threads
    model = ModelRecord(cell.model)
    repetitions = measurement.state.isTimed ? measurement.repetitions : nil
    samplesS = measurement.samples.map(\.seconds)
    sampleRuns = measurement.samples.map(\.runs)
    sampleRound = measurement.rounds
    sampleProcess = measurement.rounds.map { _ in 0 }
    sampleReading = measurement.readings.count == measurement.rounds.count ? measurement.readings : nil
    _coldS = Nullable(wrappedValue: measurement.coldSeconds)
    _stats = Nullable(wrappedValue: statistics.map(StatisticsRecord.init))
    _derived = Nullable(wrappedValue: nil)
    let hasEnergy = measurement.energies.count == measurement.samples.count && !measurement.energies.isEmpty
    sampleEnergyJ = hasEnergy ? measurement.energies.map(\.joules) : nil
    sampleWallS = hasEnergy ? measurement.energies.map(\.seconds) : nil
    _energyJ = Nullable(wrappedValue: nil)
    validation = ValidationRecord(measurement)
    flags = measurement.flags.map(\.rawValue).sorted()
    _inputHash = Nullable(wrappedValue: cell.inputHash.map(ContentHash.text))
    _resultHash = Nullable(wrappedValue: measurement.state.isTimed ? measurement.answerHash.map(ContentHash.text) : nil)
    derived = statistics.flatMap { DerivedRecord(work, seconds: $0.median) }
    if measurement.coldSeconds == nil { coldSWhy = why }
    if stats == nil { statsWhy = why }
    if derived == nil { derivedWhy = why }
    concludeEnergy(nil)
  }
}

extension CellRecord {
  /// What a run does.
  public var work: CostModel { model.costs(times: repetitions ?? 1) }
}

/// The cost model as documents show it.
public struct ModelRecord: Codable, Sendable, Equatable {
  public var flops: Double
  public var bytesMin: Double
  public var intensity: Double
  public var roof: Roof

  func costs(times repetitions: Int) -> CostModel {
    CostModel(flops: Double(repetitions) * flops, bytesMin: Double(repetitions) * bytesMin, roof: roof)
  }

  init(_ model: CostModel) {
    flops = model.flops
    bytesMin = model.bytesMin
    intensity = model.intensity
    roof = model.roof
  }
}

/// Rates by the model at the median.
public struct DerivedRecord: Codable, Sendable, Equatable {
  public var flopsPerS: Double
  public var bytesPerS: Double
  /// How many times as fast as with one thread, and that for each thread; null where one run did not measure both.
  @Nullable public var speedup: Double?
  @Nullable public var efficiency: Double?

  /// Nil for a time of zero.
  init?(_ model: CostModel, seconds: Double) {
    guard seconds > 0 else { return nil }
    flopsPerS = model.flops / seconds
    bytesPerS = model.bytesMin / seconds
    (_speedup, _efficiency) = (Nullable(wrappedValue: nil), Nullable(wrappedValue: nil))
  }
}
