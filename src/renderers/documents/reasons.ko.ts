// Korean of the reasons that services and shapes give in English (flows, decisions, what a shape gives up).

/** English reason → Korean. */
export const koreanReasons: ReadonlyMap<string, string> = new Map([
  // Flows
  ['members replicate the log and elect a leader', '구성원끼리 로그를 복제하고 리더를 뽑음'],
  ['its tables (R-6.8)', '메타스토어의 테이블 정보를 저장 (R-6.8)'],
  ['it makes and drops the folders of schemas and tables', '스키마와 테이블의 폴더를 만들고 지움'],
  ['brokers copy partitions from each other', '브로커끼리 파티션을 복제'],
  ['brokers register with and follow the controllers', '브로커가 컨트롤러에 등록하고 지시를 따름'],
  [
    'connectors write to topics, and Connect keeps its own state in three',
    '커넥터가 토픽에 쓰고, Connect의 상태도 토픽 세 개에 보관',
  ],
  ['workers pass requests on to the one that leads their group', '워커가 받은 요청을 그룹 리더에게 전달'],
  ['administration is passed on between controllers and brokers', '컨트롤러와 브로커가 관리 요청을 주고받음'],
  ['controllers elect a leader and follow it (Raft)', '컨트롤러끼리 리더를 뽑고 따름 (Raft)'],
  ['both edges agree on the active backend', '두 입구 호스트가 현재 담당 서버를 서로 공유'],
  ['who holds the virtual IP', '가상 IP를 누가 맡을지 정함'],
  ['hosts tell each other that they live', '호스트끼리 살아 있음을 알림'],
  ['Patroni keeps the leader key in etcd', 'Patroni가 리더 정보를 etcd에 보관'],
  [
    'Patroni asks the others how far they are before it promotes itself',
    'Patroni가 승격하기 전에 다른 서버의 복제 위치를 확인',
  ],
  ['the databases of all services are made on the primary', '모든 서비스의 데이터베이스를 주 서버에 만듦'],
  [
    'standbys stream the log, and rewind from the primary',
    '대기 서버가 로그를 받아 복제하고, 필요하면 주 서버에 맞춰 되돌림',
  ],
  ['its metadata (R-2.1)', '파일러의 메타데이터를 저장 (R-2.1)'],
  ['filers follow each other’s changes', '파일러끼리 변경 내용을 따라감'],
  ['it asks the leading master where to write', '어디에 쓸지 리더 마스터에게 물음'],
  ['it writes contents to the volume servers', '파일 내용을 볼륨 서버에 씀'],
  ['repair takes its lock through a filer', '복구 작업이 파일러를 통해 잠금을 얻음'],
  ['masters elect a leader (Raft)', '마스터끼리 리더를 뽑음 (Raft)'],
  ['the leader has volumes made, compacted and copied', '리더가 볼륨을 만들고 정리하고 복제하도록 지시'],
  ['names of objects', '객체 이름을 찾음'],
  ['it finds filers and volumes through the masters', '마스터를 통해 파일러와 볼륨을 찾음'],
  ['it reads and writes contents at the volume servers', '볼륨 서버에서 파일 내용을 읽고 씀'],
  ['it reports its volumes to the leading master', '가진 볼륨을 리더 마스터에게 보고'],
  ['volume servers copy every write to the other rack', '쓴 내용을 다른 랙의 볼륨 서버에 복제'],
  ['the event logs of all applications', '모든 작업의 이벤트 로그를 읽음'],
  ['it tells applications of their executors', '작업에 배정된 실행기를 알림'],
  ['it has the workers start executors', '워커에게 실행기를 시작하게 함'],
  [
    'the masters elect the active one and keep what it must know (R-2.4)',
    '마스터끼리 활성 마스터를 뽑고 이어받을 상태를 보관 (R-2.4)',
  ],
  ['names of tables', '테이블 이름을 찾음'],
  ['applications read topics', '작업이 토픽을 읽음'],
  ['contents of tables and the event log (R-6.7)', '테이블 내용과 이벤트 로그를 읽고 씀 (R-6.7)'],
  ['executors report to the driver of their application', '실행기가 자기 작업의 드라이버에 보고'],
  ['executors and drivers exchange blocks', '실행기와 드라이버가 데이터 블록을 주고받음'],
  ['before it starts, it sees there whether the masters work', '시작하기 전에 마스터가 동작하는지 확인'],
  ['workers and drivers register with the active master', '워커와 드라이버가 활성 마스터에 등록'],
  ['executors read shuffle files of executors that are gone', '실행기가 먼저 끝난 실행기의 셔플 파일을 읽음'],
  ['contents of tables', '테이블 내용을 읽고 씀'],
  ['it asks the balancer which coordinator is active', '어느 코디네이터가 활성인지 로드 밸런서에 확인'],
  ['it gives tasks to the workers (R-6.6)', '워커에게 작업을 나눠 줌 (R-6.6)'],
  ['it reports on its tasks', '맡은 작업의 상태를 보고'],
  ['it announces itself to the active coordinator', '활성 코디네이터에 자신을 알림'],
  ['workers exchange data between the stages of a query', '질의 단계 사이에서 워커끼리 데이터를 주고받음'],
  ['offered to users', '사용자에게 제공'],
  ['servers elect a leader and follow it', '서버끼리 리더를 뽑고 따름'],
  // Decisions
  ['one on every host', '모든 호스트에 하나씩'],
  [
    'Three voters on the management network: one may die, and clients of the data network cannot crowd out their heartbeats.',
    '관리망에 투표자 셋: 하나가 죽어도 되고, 데이터망의 통신이 하트비트를 밀어내지 못합니다.',
  ],
  [
    'Version 3.1.3: Spark 3.5 brings the Hive 2.3 client, which cannot talk to Metastore 4.',
    '버전 3.1.3: Spark 3.5에 든 Hive 2.3 클라이언트는 메타스토어 4와 통신하지 못합니다.',
  ],
  [
    'Asked in Thrift, not by opening a connection: a hung Metastore passes a plain TCP check, and every query then stalls.',
    '연결만 열어 보지 않고 Thrift로 물어봅니다: 멈춘 메타스토어도 TCP 검사는 통과하므로 모든 질의가 멈출 수 있습니다.',
  ],
  [
    'Every topic has three copies over the racks and a write needs two: one broker may die without a lost record or a stop of writes.',
    '모든 토픽의 사본 셋을 랙에 나눠 두고 쓰기에는 둘이 필요합니다: 브로커 하나가 죽어도 레코드를 잃거나 쓰기가 멈추지 않습니다.',
  ],
  [
    'Controllers (KRaft) on hosts of their own, three voters.',
    '컨트롤러(KRaft)를 전용 호스트에 두고 투표자를 셋 둡니다.',
  ],
  [
    'Two edge hosts, one virtual IP on each network; all of them move together to the host whose HAProxy answers.',
    '입구 호스트 두 대에 네트워크마다 가상 IP 하나: HAProxy가 응답하는 호스트로 모두 함께 옮겨 갑니다.',
  ],
  [
    'No automatic failback: both edges remember the active backend in a shared stick table.',
    '자동으로 되돌아가지 않습니다: 두 입구 호스트가 현재 담당 서버를 공유 표에 기억합니다.',
  ],
  [
    'A host that dies sends no farewell, and TCP would wait for minutes: an agent on every host closes the connections to peers that went silent.',
    '갑자기 죽은 호스트는 아무것도 알리지 않아 TCP는 몇 분씩 기다립니다: 모든 호스트의 에이전트가 응답 없는 상대와의 연결을 닫습니다.',
  ],
  [
    'Strictly synchronous: what is acknowledged is on two servers, and a primary without a standby refuses writes rather than risk them.',
    '엄격한 동기 복제: 완료된 쓰기는 서버 두 대에 있으며, 대기 서버가 없으면 위험을 감수하지 않고 쓰기를 거부합니다.',
  ],
  [
    'One address that follows the leader: the balancer asks Patroni who holds the leader key.',
    '리더를 따라가는 주소 하나: 로드 밸런서가 누가 리더인지 Patroni에 물어봅니다.',
  ],
  [
    'Metadata in the platform’s Postgres: synchronous, without a size bound, and one HA database to operate.',
    '메타데이터는 플랫폼의 Postgres에 둡니다: 동기 복제되고 크기 제한이 없으며, 운영할 HA 데이터베이스가 하나로 줄어듭니다.',
  ],
  [
    'Every write has a second copy in another rack before it is acknowledged; with three racks writes go on when one is lost.',
    '모든 쓰기는 다른 랙에 두 번째 사본을 만든 뒤 완료됩니다. 랙이 셋이면 하나를 잃어도 쓰기가 계속됩니다.',
  ],
  [
    'After a leader’s death a new one refuses to assign volumes for 15 s, a constant of SeaweedFS: writes stop about 16 s, reads go on.',
    '리더가 죽으면 새 리더는 15초 동안 볼륨을 배정하지 않습니다(SeaweedFS의 고정값). 쓰기는 약 16초 멈추고 읽기는 계속됩니다.',
  ],
  [
    'Two masters, the active one elected by ZooKeeper: applications live on while the master moves, and new ones are taken again within the session timeout.',
    '마스터 둘 가운데 활성 마스터를 ZooKeeper로 뽑습니다: 마스터가 바뀌어도 실행 중인 작업은 계속되고, 새 작업은 세션 시간 안에 다시 받습니다.',
  ],
  [
    'The external shuffle service on every worker: shuffle files outlive the executor that wrote them.',
    '모든 워커에 외부 셔플 서비스: 셔플 파일이 그것을 쓴 실행기보다 오래 남습니다.',
  ],
  [
    'One History Server, apart from the cluster: it holds nothing, the logs are on S3.',
    '클러스터와 떨어진 히스토리 서버 하나: 로그는 S3에 있어 서버 자체는 아무것도 보관하지 않습니다.',
  ],
  [
    'Two coordinators, one active: Trino has no coordinator HA of its own. The balancer moves everyone to the other when one dies and never back by itself, since a running query lives in one coordinator.',
    '코디네이터 둘 가운데 하나만 활성: Trino에는 코디네이터 이중화 기능이 없습니다. 하나가 죽으면 로드 밸런서가 모두를 다른 쪽으로 옮기며, 실행 중인 질의는 한 코디네이터에 묶여 있으므로 스스로 되돌리지 않습니다.',
  ],
  [
    'On hosts nobody asks without a name and a password, over TLS that ends in Trino itself: no header of a proxy is believed.',
    '호스트에서는 이름과 비밀번호 없이 아무도 질의하지 못합니다. TLS는 Trino 자신이 끝내므로 프록시가 붙이는 헤더는 믿지 않습니다.',
  ],
  [
    'Workers find the coordinator through the virtual IP, so they follow it when it moves.',
    '워커는 가상 IP로 코디네이터를 찾으므로 코디네이터가 바뀌어도 따라갑니다.',
  ],
  [
    'Only Spark’s masters need it, and only where there are two of them.',
    'Spark 마스터만, 그것도 마스터가 둘일 때만 필요합니다.',
  ],
  // Services that are planned before they are run, and the other shapes
  [
    'users, dashboards and alerts, shared by all instances (R-2.6)',
    '모든 인스턴스가 함께 쓰는 사용자, 대시보드, 알림을 저장 (R-2.6)',
  ],
  ['the metrics that it shows', '보여 줄 지표를 읽음'],
  ['the counts that it tells', 'nginx가 알려 주는 수치를 읽음'],
  ['what people open (R-6.5)', '사람들이 여는 화면을 전달 (R-6.5)'],
  ['what it shows, and its own settings, are indices', '보여 줄 내용과 자체 설정이 인덱스에 있음'],
  ['it joins the cluster through the managers', '매니저를 통해 클러스터에 참여'],
  ['data nodes copy shards from each other', '데이터 노드끼리 샤드를 복제'],
  ['it tells what the cluster says of itself', '클러스터 상태 지표를 받아서 내보냄'],
  ['managers elect a leader and follow it', '매니저끼리 리더를 뽑고 따름'],
  ['the leader tells the data nodes which shards are theirs', '리더가 데이터 노드에 맡을 샤드를 알림'],
  [
    'they tell each other what was sent, so that nobody hears it twice',
    '보낸 알림을 서로 알려 같은 알림을 두 번 보내지 않음',
  ],
  ['its metrics (R-6.9)', '지표를 수집 (R-6.9)'],
  ['it sends every alert to all of them', '모든 알림을 모두에게 보냄'],
  ['before it starts, a server asks whom it is to follow', '서버가 시작하기 전에 어느 서버를 따를지 물음'],
  ['replicas follow the primary', '복제본이 주 서버를 따라감'],
  [
    'queries over the lake; an application may have other sources',
    '레이크에 질의. 앱에 다른 데이터 원본이 있을 수 있음',
  ],
  ['users, charts and dashboards (R-2.5)', '사용자, 차트, 대시보드를 저장 (R-2.5)'],
  ['cache and task queue (R-2.5)', '캐시와 작업 대기열 (R-2.5)'],
  [
    'queries over the lake; other sources go on without it',
    '레이크에 질의. 없어도 다른 데이터 원본은 계속 쓸 수 있음',
  ],
  [
    'Several instances on one database: the built-in SQLite would give each its own users and dashboards.',
    '데이터베이스 하나를 함께 쓰는 여러 인스턴스: 내장 SQLite로는 인스턴스마다 사용자와 대시보드가 따로 생깁니다.',
  ],
  [
    'TLS ends here and nowhere further out: the L4 in front passes bytes on, and a web application firewall looks at every request.',
    'TLS는 여기에서 끝나며 더 바깥에서는 끝나지 않습니다. 앞의 L4는 바이트만 전달하고, 웹 방화벽이 모든 요청을 살핍니다.',
  ],
  [
    'The balancer tells nginx who comes (PROXY protocol), so that limits and logs are of people and not of the balancer.',
    '로드 밸런서가 누가 왔는지 nginx에 알려 줍니다(PROXY 프로토콜). 요청 제한과 로그가 로드 밸런서가 아니라 사람을 기준으로 합니다.',
  ],
  [
    'Three managers that hold no data: a long search or a full disk on a data node costs no vote.',
    '데이터를 갖지 않는 매니저 셋: 데이터 노드에서 검색이 길어지거나 디스크가 차도 투표에 영향이 없습니다.',
  ],
  [
    'Every shard has a second copy in another rack; a write is acknowledged by the copies that are in sync, one is enough.',
    '모든 샤드의 두 번째 사본을 다른 랙에 둡니다. 쓰기는 동기 상태인 사본이 확인하며 하나면 됩니다.',
  ],
  [
    'One, as the guideline has it: while it is away nothing is measured, and nothing stops. From 64 hosts on two, each with everything; one view over both is Thanos or VictoriaMetrics.',
    '지침대로 하나만 둡니다: 멈춘 동안 측정만 못 할 뿐 다른 것은 멈추지 않습니다. 64대부터는 각자 전체를 수집하는 둘을 두며, 둘을 하나로 보려면 Thanos나 VictoriaMetrics를 씁니다.',
  ],
  [
    'A cache and a queue: the newest writes may be lost when the primary dies, and that is said; results come again.',
    '캐시와 대기열: 주 서버가 죽으면 가장 최근에 쓴 내용을 잃을 수 있으며 이를 밝혀 둡니다. 결과는 다시 만들 수 있습니다.',
  ],
  [
    'Three Sentinels in three racks: two of them must agree before a replica is promoted.',
    '랙 셋에 센티널 셋: 둘이 동의해야 복제본을 승격합니다.',
  ],
  [
    'A session lives in one instance: L7 keeps each browser with one, and a session dies with it.',
    '세션은 한 인스턴스에 있습니다: L7이 브라우저마다 한 인스턴스로 이어 주며, 그 인스턴스가 죽으면 세션도 끊깁니다.',
  ],
  [
    'Never two: a second beat sends every report twice. Keepers on two hosts, of which one has the lease and runs it; without it dashboards work on, and only what is scheduled waits.',
    '둘이면 모든 보고서를 두 번 보내므로 한 번에 하나만 돕니다. 두 호스트 가운데 임차권을 가진 쪽이 실행하며, 없어도 대시보드는 동작하고 예약된 작업만 기다립니다.',
  ],
  [
    'the members of its etcd replicate the log and elect a leader',
    'etcd 구성원끼리 로그를 복제하고 리더를 뽑음',
  ],
  [
    'Three members with their etcd beside them, one API address in front: one may die.',
    'etcd를 함께 둔 구성원 셋과 앞단의 API 주소 하나: 하나가 죽어도 됩니다.',
  ],
  ['Sentinels vote', '센티널끼리 투표'],
  ['it watches the servers', '서버를 감시'],
  ['a Sentinel names the primary of the cache', '센티널이 캐시의 주 서버를 알려 줌'],
  [
    'it keeps the logs; while it is away they wait in their files',
    '로그를 보관함. 멈춘 동안 로그는 파일에 남아 기다림',
  ],
  [
    'rsyslog on every host, under an account of its own. A log itself is the queue: after any doubt the last lines are read again, and a line that is sent twice is known by where it stands.',
    '모든 호스트에 전용 계정으로 도는 rsyslog. 로그 파일 자체가 대기열입니다. 의심스러우면 마지막 줄들을 다시 읽고, 두 번 보낸 줄은 파일에서의 위치로 알아냅니다.',
  ],
  [
    'Clients log in (SCRAM-SHA-512) and have the rights that each needs by name; the password itself never travels.',
    '클라이언트는 SCRAM-SHA-512로 로그인하고, 저마다 필요한 권한만 이름으로 받습니다. 비밀번호 자체는 네트워크를 지나지 않습니다.',
  ],
])
