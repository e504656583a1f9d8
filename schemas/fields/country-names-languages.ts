/**
 * Names of countries in Danish, Dutch, French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish, Swedish, Turkish
 * and traditional Chinese (CLDR, and what people write), with and without accents: a code and its names a line, where country-names.ts
 * does not have them already. A name of two countries in different languages is none. Fixed here, as those are.
 */
export const countryLinesInLanguages = `
AD|Andorre|Andora|Андорра|アンドラ|안도라|安道爾
AE|Vereinigte Arabische Emirate|Émirats arabes unis|Emiratos Árabes Unidos|Emirati Arabi Uniti|Emirados Árabes Unidos|Verenigde Arabische Emiraten|Zjednoczone Emiraty Arabskie|Förenade Arabemiraten|De Forenede Arabiske Emirater|Birleşik Arap Emirlikleri|ОАЭ|アラブ首長国連邦|아랍에미리트|阿拉伯聯合大公國
AF|Afganistán|Afeganistão|Афганистан|アフガニスタン|아프가니스탄
AG|Antigua und Barbuda|Antigua-et-Barbuda|Antigua y Barbuda|Antigua e Barbuda|Antigua en Barbuda|Antigua i Barbuda|Antigua och Barbuda|Antigua og Barbuda|Antigua ve Barbuda|Антигуа и Барбуда|アンティグア・バーブーダ|앤티가 바부다|安地卡及巴布達
AI|Anguila|Ангилья|アンギラ|앵귈라|安奎拉
AL|Albanien|Albanie|Arnavutluk|Албания|アルバニア|알바니아|阿爾巴尼亞
AM|Armenien|Arménie|Ermenistan|Армения|アルメニア|아르메니아|亞美尼亞
AO|Ангола|アンゴラ|앙골라
AQ|Antarktis|Antarctique|Antártida|Antartide|Antarktyda|Antarktika|Антарктида|南極|남극 대륙|南極洲
AR|Argentinien|Argentine|Argentinië|Argentyna|Arjantin|Аргентина|アルゼンチン|아르헨티나
AS|Amerikanisch-Samoa|Samoa américaines|Samoa Americana|Samoa Americane|Amerikaans-Samoa|Samoa Amerykańskie|Amerikanska Samoa|Amerikansk Samoa|Amerikan Samoası|Американское Самоа|米領サモア|아메리칸 사모아|美屬薩摩亞
AT|Autriche|Oostenrijk|Österrike|Østrig|Avusturya|Австрия|オーストリア|오스트리아|奧地利
AU|Australien|Australie|Avustralya|Австралия|オーストラリア|오스트레일리아
AW|Аруба|アルバ|아루바|荷屬阿魯巴
AX|Ålandinseln|Îles Åland|Islas Aland|Isole Åland|Ilhas Aland|Åland|Wyspy Alandzkie|Åland Adaları|Аландские о-ва|オーランド諸島|올란드 제도|奧蘭群島
AZ|Aserbaidschan|Azerbaïdjan|Azerbaiyán|Azerbaigian|Azerbaijão|Azerbeidzjan|Azerbejdżan|Azerbajdzjan|Aserbajdsjan|Azerbaycan|Азербайджан|アゼルバイジャン|아제르바이잔|亞塞拜然
BA|Bosnien und Herzegowina|Bosnie-Herzégovine|Bosnia y Herzegovina|Bosnia ed Erzegovina|Bósnia e Herzegovina|Bosnië en Herzegovina|Bośnia i Hercegowina|Bosnien och Hercegovina|Bosnien-Hercegovina|Bosna-Hersek|Босния и Герцеговина|ボスニア・ヘルツェゴビナ|보스니아 헤르체고비나|波士尼亞與赫塞哥維納
BB|Barbade|Барбадос|バルバドス|바베이도스|巴貝多
BD|Bangladesch|Bangladés|Bangladesz|Бангладеш|バングラデシュ|방글라데시|孟加拉
BE|Belgien|Bélgica|Belgio|Belgia|Belçika|Бельгия|ベルギー|벨기에|比利時
BF|Burquina Faso|Буркина-Фасо|ブルキナファソ|부르키나파소|布吉納法索
BG|Bulgarien|Bulgarie|Bulgarije|Bułgaria|Bulgaristan|Болгария|ブルガリア|불가리아|保加利亞
BH|Bahreïn|Baréin|Bahrajn|Bahreyn|Бахрейн|バーレーン|바레인
BI|Бурунди|ブルンジ|부룬디|蒲隆地
BJ|Бенин|ベナン|베냉|貝南
BL|San Bartolomé|São Bartolomeu|Сен-Бартелеми|サン・バルテルミー|생바르텔레미|聖巴瑟米
BM|Bermudes|Bermudas|Bermudy|Бермудские о-ва|バミューダ|버뮤다|百慕達
BN|Бруней|ブルネイ|브루나이|汶萊
BO|Bolivien|Bolivie|Boliwia|Bolivya|Боливия|ボリビア|볼리비아|玻利維亞
BQ|Karibische Niederlande|Pays-Bas caribéens|Caribe neerlandés|Caraibi Olandesi|Países Baixos Caribenhos|Caribisch Nederland|Niderlandy Karaibskie|Karibiska Nederländerna|De tidligere Nederlandske Antiller|Karayip Hollandası|Бонэйр, Синт-Эстатиус и Саба|オランダ領カリブ|네덜란드령 카리브|荷蘭加勒比區
BR|Brasilien|Brésil|Brasile|Brazilië|Brazylia|Brezilya|Бразилия|ブラジル|브라질
BS|Bahamy|Bahamalar|Багамы|バハマ|바하마|巴哈馬
BT|Bhoutan|Bután|Butão|Бутан|ブータン|부탄
BV|Bouvetinsel|Île Bouvet|Isla Bouvet|Isola Bouvet|Ilha Bouvet|Bouveteiland|Wyspa Bouveta|Bouvetön|Bouvetøen|Bouvetoen|Bouvet Adası|о-в Буве|ブーベ島|부베섬|布威島
BW|Botsuana|Botsvana|Ботсвана|ボツワナ|보츠와나|波札那
BY|Biélorussie|Bielorrusia|Bielorussia|Bielorrússia|Białoruś|Bialorus|Беларусь|ベラルーシ|벨라루스|白俄羅斯
BZ|Belice|Белиз|ベリーズ|벨리즈|貝里斯
CA|Kanada|Канада|カナダ|캐나다
CC|Kokosinseln|Îles Cocos|Islas Cocos|Isole Cocos (Keeling)|Ilhas Cocos (Keeling)|Cocoseilanden|Wyspy Kokosowe|Kokosöarna|Cocosøerne|Cocosoerne|Cocos (Keeling) Adaları|Кокосовые о-ва|ココス(キーリング)諸島|코코스 제도|科克斯（基靈）群島
CD|Kongo-Kinshasa|República Democrática del Congo|Demokratyczna Republika Konga|Kongo - Kinşasa|Конго - Киншаса|コンゴ民主共和国(キンシャサ)|콩고-킨샤사|剛果（金夏沙）
CF|Zentralafrikanische Republik|République centrafricaine|República Centroafricana|Repubblica Centrafricana|Centraal-Afrikaanse Republiek|Republika Środkowoafrykańska|Centralafrikanska republiken|Den Centralafrikanske Republik|Orta Afrika Cumhuriyeti|Центрально-Африканская Республика|中央アフリカ共和国|중앙 아프리카 공화국|中非共和國
CG|Kongo-Brazzaville|República do Congo|Kongo|Kongo - Brazavil|Конго - Браззавиль|コンゴ共和国(ブラザビル)|콩고-브라자빌|剛果（布拉薩）
CH|Suiza|Svizzera|Suíça|Zwitserland|Szwajcaria|İsviçre|Швейцария|スイス|스위스
CI|Costa d’Avorio|Costa do Marfim|Ivoorkust|Elfenbenskusten|Elfenbenskysten|Кот-д’Ивуар|コートジボワール|코트디부아르|Elfenbeinküste
CK|Cookinseln|Îles Cook|Islas Cook|Isole Cook|Ilhas Cook|Cookeilanden|Wyspy Cooka|Cooköarna|Cookøerne|Cookoerne|Cook Adaları|о-ва Кука|クック諸島|쿡 제도|庫克群島
CL|Chili|Cile|Şili|Чили|チリ|칠레
CM|Kamerun|Cameroun|Camerún|Camarões|Kameroen|Камерун|カメルーン|카메룬|喀麥隆
CN|Chine|Cina|Chiny|Kina|Çin|Китай|중국|中國|VR China|Volksrepublik China|中華人民共和国
CO|Kolumbien|Colombie|Kolumbia|Kolombiya|Колумбия|コロンビア|콜롬비아|哥倫比亞
CR|Kostaryka|Kosta Rika|Коста-Рика|コスタリカ|코스타리카|哥斯大黎加
CU|Kuba|Куба|キューバ|쿠바
CV|Cap-Vert|Capo Verde|Kaapverdië|Republika Zielonego Przylądka|Kap Verde|Кабо-Верде|カーボベルデ|카보베르데|維德角
CW|Curazao|Кюрасао|キュラソー|퀴라소|庫拉索
CX|Weihnachtsinsel|Île Christmas|Isla de Navidad|Isola Christmas|Ilha Christmas|Christmaseiland|Wyspa Bożego Narodzenia|Julön|Juleøen|Juleoen|Christmas Adası|о-в Рождества|クリスマス島|크리스마스섬|聖誕島
CY|Zypern|Chypre|Chipre|Cipro|Cypr|Cypern|Kıbrıs|Кипр|キプロス|키프로스|賽普勒斯
CZ|Tschechien|Tchéquie|Chequia|Cechia|Tchéquia|Tsjechië|Czechy|Tjeckien|Tjekkiet|Çekya|Чехия|チェコ|체코|Tschechische Republik|République tchèque|República Checa
DE|Allemagne|Alemania|Germania|Alemanha|Duitsland|Niemcy|Tyskland|Almanya|Германия|ドイツ|독일|德國|BRD
DJ|Dschibuti|Yibuti|Gibuti|Djibuti|Dżibuti|Cibuti|Джибути|ジブチ|지부티|吉布地
DK|Dänemark|Dinamarca|Danimarca|Denemarken|Dania|Danimarka|Дания|デンマーク|덴마크|丹麥
DM|Dominique|Dominika|Доминика|ドミニカ国|도미니카
DO|Dominikanische Republik|République dominicaine|República Dominicana|Repubblica Dominicana|Dominicaanse Republiek|Dominikana|Dominikanska republiken|Den Dominikanske Republik|Dominik Cumhuriyeti|Доминиканская Республика|ドミニカ共和国|도미니카 공화국|多明尼加共和國
DZ|Algerien|Algérie|Argelia|Algerije|Algieria|Algeriet|Cezayir|Алжир|アルジェリア|알제리|阿爾及利亞
EC|Équateur|Equador|Ekwador|Ekvador|Эквадор|エクアドル|에콰도르|厄瓜多
EE|Estland|Estonie|Estonya|Эстония|エストニア|에스토니아|愛沙尼亞
EG|Ägypten|Égypte|Egipto|Egitto|Egito|Egipt|Egypten|Mısır|Египет|エジプト|이집트
EH|Westsahara|Sahara occidental|Sahara Occidentale|Saara Ocidental|Westelijke Sahara|Sahara Zachodnia|Västsahara|Vestsahara|Batı Sahra|Западная Сахара|西サハラ|서사하라
ER|Érythrée|Eritreia|Erytrea|Eritre|Эритрея|エリトリア|에리트리아|厄利垂亞
ES|Spanien|Espagne|Spagna|Espanha|Spanje|Hiszpania|İspanya|Испания|スペイン|스페인
ET|Äthiopien|Éthiopie|Etiopía|Etiopien|Etiyopya|Эфиопия|エチオピア|에티오피아|衣索比亞
FI|Finnland|Finlande|Finlandia|Finlandiya|Финляндия|フィンランド|핀란드|芬蘭
FJ|Fidschi|Fidji|Fiyi|Figi|Fidżi|Фиджи|フィジー|피지|斐濟
FK|Falklandinseln|Îles Malouines|Islas Malvinas|Isole Falkland|Ilhas Malvinas|Falklandeilanden|Falklandy|Falklandsöarna|Falklandsøerne|Falklandsoerne|Falkland Adaları|Фолклендские о-ва|フォークランド諸島|포클랜드 제도|福克蘭群島
FM|Mikronesien|Micronésie|Mikronezja|Mikronezya|Федеративные Штаты Микронезии|ミクロネシア連邦|미크로네시아|密克羅尼西亞
FO|Färöer|Îles Féroé|Islas Feroe|Isole Fær Øer|Ilhas Faroé|Faeröer|Wyspy Owcze|Färöarna|Færøerne|Færoerne|Faroe Adaları|Фарерские о-ва|フェロー諸島|페로 제도|法羅群島
FR|Frankreich|Francia|França|Frankrijk|Francja|Frankrike|Frankrig|Fransa|Франция|フランス|프랑스|法國
GA|Gabun|Gabão|Габон|ガボン|가봉|加彭
GB|Vereinigtes Königreich|Royaume-Uni|Reino Unido|Regno Unito|Verenigd Koninkrijk|Wielka Brytania|Storbritannien|Birleşik Krallık|Великобритания|イギリス|영국|英國|Großbritannien|Grossbritannien|Grande-Bretagne|Gran Bretaña
GD|Grenade|Granada|Гренада|グレナダ|그레나다|格瑞那達
GE|Georgien|Géorgie|Gruzja|Gürcistan|Грузия|ジョージア|조지아|喬治亞
GF|Französisch-Guayana|Guyane française|Guayana Francesa|Guyana Francese|Guiana Francesa|Frans-Guyana|Gujana Francuska|Franska Guyana|Fransk Guyana|Fransız Guyanası|Французская Гвиана|仏領ギアナ|프랑스령 기아나|法屬圭亞那
GG|Guernesey|Гернси|ガーンジー|건지|根息
GH|Gana|Гана|ガーナ|가나|迦納
GI|Gibilterra|Cebelitarık|Гибралтар|ジブラルタル|지브롤터|直布羅陀
GL|Grönland|Groenland|Groenlandia|Grenlandia|Grønland|Гренландия|グリーンランド|그린란드|格陵蘭
GM|Gambie|Gambiya|Гамбия|ガンビア|감비아|甘比亞
GN|Guinée|Guiné|Gwinea|Gine|Гвинея|ギニア|기니|幾內亞
GP|Guadalupe|Guadalupa|Gwadelupa|Гваделупа|グアドループ|과들루프|瓜地洛普
GQ|Äquatorialguinea|Guinée équatoriale|Guinea Ecuatorial|Guinea Equatoriale|Guiné Equatorial|Equatoriaal-Guinea|Gwinea Równikowa|Ekvatorialguinea|Ækvatorialguinea|Ekvator Ginesi|Экваториальная Гвинея|赤道ギニア|적도 기니|赤道幾內亞
GR|Griechenland|Grèce|Grecia|Griekenland|Grecja|Grekland|Grækenland|Yunanistan|Греция|ギリシャ|그리스|希臘
GS|Südgeorgien und die Südlichen Sandwichinseln|Géorgie du Sud-et-les Îles Sandwich du Sud|Islas Georgia del Sur y Sandwich del Sur|Georgia del Sud e Sandwich Australi|Ilhas Geórgia do Sul e Sandwich do Sul|Zuid-Georgia en Zuidelijke Sandwicheilanden|Georgia Południowa i Sandwich Południowy|Georgia Poludniowa i Sandwich Poludniowy|Sydgeorgien och Sydsandwichöarna|South Georgia og De Sydlige Sandwichøer|South Georgia og De Sydlige Sandwichoer|Güney Georgia ve Güney Sandwich Adaları|Южная Георгия и Южные Сандвичевы о-ва|サウスジョージア・サウスサンドウィッチ諸島|사우스조지아 사우스샌드위치 제도|南喬治亞與南三明治群島
GT|Gwatemala|Гватемала|グアテマラ|과테말라|瓜地馬拉
GU|Гуам|グアム|괌|關島
GW|Guinée-Bissau|Guinea-Bisáu|Guiné-Bissau|Gwinea Bissau|Gine-Bissau|Гвинея-Бисау|ギニアビサウ|기니비사우|幾內亞比索
GY|Guiana|Gujana|Гайана|ガイアナ|가이아나|蓋亞那
HK|Sonderverwaltungsregion Hongkong|R.A.S. chinoise de Hong Kong|RAE de Hong Kong (China)|RAS di Hong Kong|Hong Kong, RAE da China|Hongkong SAR van China|SRA Hongkong (Chiny)|SAR Hongkong|Çin Hong Kong ÖİB|Гонконг (САР)|中華人民共和国香港特別行政区|홍콩(중국 특별행정구)|中國香港特別行政區
HM|Heard und McDonaldinseln|Îles Heard-et-MacDonald|Islas Heard y McDonald|Isole Heard e McDonald|Ilhas Heard e McDonald|Heard en McDonaldeilanden|Wyspy Heard i McDonalda|Heardön och McDonaldöarna|Heard Island og McDonald Islands|Heard Adası ve McDonald Adaları|о-ва Херд и Макдональд|ハード島・マクドナルド諸島|허드 맥도널드 제도|赫德島及麥唐納群島
HN|Гондурас|ホンジュラス|온두라스|宏都拉斯
HR|Kroatien|Croatie|Croacia|Croazia|Kroatië|Chorwacja|Hırvatistan|Хорватия|クロアチア|크로아티아|克羅埃西亞
HT|Гаити|ハイチ|아이티
HU|Ungarn|Hongrie|Hungría|Ungheria|Hongarije|Węgry|Ungern|Macaristan|Венгрия|ハンガリー|헝가리
ID|Indonesien|Indonésie|Indonezja|Endonezya|Индонезия|インドネシア|인도네시아|印尼
IE|Irland|Irlande|Irlanda|Ierland|Irlandia|Ирландия|アイルランド|아일랜드|愛爾蘭
IL|Israele|Izrael|İsrail|Израиль|イスラエル|이스라엘
IM|Île de Man|Isla de Man|Isola di Man|Ilha de Man|Wyspa Man|Man Adası|о-в Мэн|マン島|맨섬|曼島
IN|Indien|Inde|Indie|Hindistan|Индия|インド|인도
IO|Britisches Territorium im Indischen Ozean|Territoire britannique de l’océan Indien|Territorio Británico del Océano Índico|Territorio Britannico dell’Oceano Indiano|Território Britânico do Oceano Índico|Brits Indische Oceaanterritorium|Brytyjskie Terytorium Oceanu Indyjskiego|Brittiska territoriet i Indiska oceanen|Det Britiske Territorium i Det Indiske Ocean|Britanya Hint Okyanusu Toprakları|Британская территория в Индийском океане|英領インド洋地域|영국령 인도양 지역|英屬印度洋領地
IQ|Irak|Iraque|Ирак|イラク|이라크
IR|Irã|Иран|イラン|이란
IS|Island|Islande|Islandia|Islanda|IJsland|İzlanda|Исландия|アイスランド|아이슬란드|冰島
IT|Italien|Italie|Włochy|Wlochy|İtalya|Италия|イタリア|이탈리아|義大利
JE|Джерси|ジャージー|저지|澤西島
JM|Jamaika|Jamaïque|Giamaica|Jamajka|Ямайка|ジャマイカ|자메이카|牙買加
JO|Jordanien|Jordanie|Jordania|Giordania|Ürdün|Иордания|ヨルダン|요르단|約旦
JP|Japon|Giappone|Japão|Japonia|Japonya|Япония|일본
KE|Kenia|Quênia|Кения|ケニア|케냐|肯亞
KG|Kirgisistan|Kirghizstan|Kirguistán|Kirghizistan|Quirguistão|Kirgizië|Kirgistan|Kirgizistan|Kırgızistan|Киргизия|キルギス|키르기스스탄|吉爾吉斯
KH|Kambodscha|Cambodge|Camboya|Cambogia|Camboja|Cambodja|Kambodża|Kambodja|Kamboçya|Камбоджа|カンボジア|캄보디아
KI|Quiribati|Кирибати|キリバス|키리바시|吉里巴斯
KM|Komoren|Comores|Comoras|Comore|Comoren|Komory|Komorerna|Comorerne|Komorlar|Коморы|コモロ|코모로|葛摩
KN|St. Kitts und Nevis|Saint-Christophe-et-Niévès|San Cristóbal y Nieves|Saint Kitts e Nevis|São Cristóvão e Névis|Saint Kitts en Nevis|Saint Kitts i Nevis|S:t Kitts och Nevis|Saint Kitts og Nevis|Saint Kitts ve Nevis|Сент-Китс и Невис|セントクリストファー・ネーヴィス|세인트키츠 네비스|聖克里斯多福及尼維斯
KP|Nordkorea|Corée du Nord|Corea del Norte|Corea del Nord|Coreia do Norte|Noord-Korea|Korea Północna|Korea Polnocna|Kuzey Kore|КНДР|北朝鮮|북한|北韓
KR|Südkorea|Corée du Sud|Corea del Sur|Corea del Sud|Coreia do Sul|Zuid-Korea|Korea Południowa|Korea Poludniowa|Sydkorea|Güney Kore|Республика Корея|韓国|대한민국|南韓
KW|Koweït|Koeweit|Kuwejt|Kuveyt|Кувейт|クウェート|쿠웨이트
KY|Kaimaninseln|Îles Caïmans|Islas Caimán|Isole Cayman|Ilhas Cayman|Kaaimaneilanden|Kajmany|Caymanöarna|Caymanøerne|Caymanoerne|Cayman Adaları|о-ва Кайман|ケイマン諸島|케이맨 제도|開曼群島
KZ|Kasachstan|Kazajistán|Kazakistan|Cazaquistão|Kazachstan|Kazakstan|Kasakhstan|Казахстан|カザフスタン|카자흐스탄|哈薩克
LA|Лаос|ラオス|라오스|寮國
LB|Libanon|Liban|Líbano|Lübnan|Ливан|レバノン|레바논
LC|Sainte-Lucie|Santa Lucía|Сент-Люсия|セントルシア|세인트루시아|聖露西亞
LI|Лихтенштейн|リヒテンシュタイン|리히텐슈타인|列支敦斯登
LK|Шри-Ланка|スリランカ|스리랑카|斯里蘭卡
LR|Liberya|Либерия|リベリア|라이베리아|賴比瑞亞
LS|Lesoto|Лесото|レソト|레소토|賴索托
LT|Litauen|Lituanie|Lituania|Litouwen|Litwa|Litvanya|Литва|リトアニア|리투아니아
LU|Luxemburg|Luxemburgo|Lussemburgo|Luksemburg|Люксембург|ルクセンブルク|룩셈부르크|盧森堡
LV|Lettland|Lettonie|Letonia|Lettonia|Letland|Łotwa|Letonya|Латвия|ラトビア|라트비아|拉脫維亞
LY|Libyen|Libye|Libia|Libië|Ливия|リビア|리비아|利比亞
MA|Marokko|Maroc|Marruecos|Marocco|Marrocos|Maroko|Marocko|Fas|Марокко|モロッコ|모로코
MC|Monako|Монако|モナコ|모나코|摩納哥
MD|Republik Moldau|Moldavie|Moldavia|Mołdawia|Moldawia|Moldavien|Молдова|モルドバ|몰도바|摩爾多瓦
ME|Czarnogóra|Karadağ|Черногория|モンテネグロ|몬테네그로|蒙特內哥羅
MF|Saint-Martin|San Martín|São Martinho|Сен-Мартен|サン・マルタン|생마르탱|法屬聖馬丁
MG|Madagaskar|Мадагаскар|マダガスカル|마다가스카르|馬達加斯加
MH|Marshallinseln|Îles Marshall|Islas Marshall|Isole Marshall|Ilhas Marshall|Marshalleilanden|Wyspy Marshalla|Marshallöarna|Marshalløerne|Marshalloerne|Marshall Adaları|Маршалловы о-ва|マーシャル諸島|마셜 제도|馬紹爾群島
MK|Nordmazedonien|Macédoine du Nord|Macedonia del Norte|Macedonia del Nord|Macedônia do Norte|Noord-Macedonië|Macedonia Północna|Macedonia Polnocna|Nordmakedonien|Kuzey Makedonya|Северная Македония|北マケドニア|북마케도니아|北馬其頓
ML|Мали|マリ|말리|馬利
MM|Myanmar (Birmanie)|Myanmar (Birmania)|Mianmar (Birmânia)|Myanmar (Birma)|Mjanma (Birma)|Мьянма (Бирма)|ミャンマー (ビルマ)|미얀마|緬甸
MN|Mongolei|Mongolie|Mongoliet|Moğolistan|Монголия|モンゴル|몽골
MO|Sonderverwaltungsregion Macau|R.A.S. chinoise de Macao|RAE de Macao (China)|RAS di Macao|Macau, RAE da China|Macau SAR van China|SRA Makau (Chiny)|Macao SAR|SAR Macao|Çin Makao ÖİB|Макао (САР)|中華人民共和国マカオ特別行政区|마카오(중국 특별행정구)|中國澳門特別行政區
MP|Nördliche Marianen|Îles Mariannes du Nord|Islas Marianas del Norte|Isole Marianne Settentrionali|Ilhas Marianas do Norte|Noordelijke Marianen|Mariany Północne|Mariany Polnocne|Nordmarianerna|Nordmarianerne|Kuzey Mariana Adaları|Северные Марианские о-ва|北マリアナ諸島|북마리아나제도|北馬利安納群島
MQ|Martinica|Martynika|Martinik|Мартиника|マルティニーク|마르티니크|馬丁尼克
MR|Mauretanien|Mauritanie|Mauretania|Moritanya|Мавритания|モーリタニア|모리타니|茅利塔尼亞
MS|Монтсеррат|モントセラト|몬트세라트|蒙哲臘
MT|Malte|Мальта|マルタ|몰타|馬爾他
MU|Maurice|Mauricio|Маврикий|モーリシャス|모리셔스|模里西斯
MV|Malediven|Maldivas|Maldive|Maldiven|Malediwy|Maldiverna|Maldiverne|Maldivler|Мальдивы|モルディブ|몰디브|馬爾地夫
MW|Malaui|Malavi|Малави|マラウイ|말라위|馬拉威
MX|Mexiko|Mexique|Messico|Meksyk|Meksika|Мексика|メキシコ|멕시코
MY|Malaisie|Malasia|Maleisië|Malezja|Malezya|Малайзия|マレーシア|말레이시아|馬來西亞
MZ|Mosambik|Mozambico|Moçambique|Mozambik|Мозамбик|モザンビーク|모잠비크|莫三比克
NA|Namibie|Namibya|Намибия|ナミビア|나미비아|納米比亞
NC|Neukaledonien|Nouvelle-Calédonie|Nueva Caledonia|Nuova Caledonia|Nova Caledônia|Nieuw-Caledonië|Nowa Kaledonia|Nya Kaledonien|Ny Kaledonien|Yeni Kaledonya|Новая Каледония|ニューカレドニア|뉴칼레도니아|新喀里多尼亞
NE|Nijer|Нигер|ニジェール|니제르|尼日
NF|Norfolkinsel|Île Norfolk|Isla Norfolk|Isola Norfolk|Ilha Norfolk|Norfolk|Norfolkön|Norfolk Adası|о-в Норфолк|ノーフォーク島|노퍽섬|諾福克島
NG|Nijerya|Нигерия|ナイジェリア|나이지리아|奈及利亞
NI|Nikaragua|Никарагуа|ニカラグア|니카라과
NL|Niederlande|Pays-Bas|Países Bajos|Paesi Bassi|Países Baixos|Nederland|Holandia|Nederländerna|Nederlandene|Hollanda|Нидерланды|オランダ|네덜란드|荷蘭|Hollande|Holanda
NO|Norwegen|Norvège|Noruega|Norvegia|Noorwegen|Norwegia|Norveç|Норвегия|ノルウェー|노르웨이
NP|Непал|ネパール|네팔|尼泊爾
NR|Науру|ナウル|나우루|諾魯
NU|Ниуэ|ニウエ|니우에|紐埃島
NZ|Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Nuova Zelanda|Nova Zelândia|Nieuw-Zeeland|Nowa Zelandia|Nya Zeeland|Yeni Zelanda|Новая Зеландия|ニュージーランド|뉴질랜드|紐西蘭
OM|Omã|Umman|Оман|オマーン|오만
PA|Панама|パナマ|파나마|巴拿馬
PE|Pérou|Перу|ペルー|페루|秘魯
PF|Französisch-Polynesien|Polynésie française|Polinesia Francesa|Polinesia Francese|Frans-Polynesië|Polinezja Francuska|Franska Polynesien|Fransk Polynesien|Fransız Polinezyası|Французская Полинезия|仏領ポリネシア|프랑스령 폴리네시아|法屬玻里尼西亞
PG|Papua-Neuguinea|Papouasie-Nouvelle-Guinée|Papúa Nueva Guinea|Papua Nuova Guinea|Papua-Nova Guiné|Papoea-Nieuw-Guinea|Papua-Nowa Gwinea|Papua Nya Guinea|Papua Ny Guinea|Papua Yeni Gine|Папуа — Новая Гвинея|パプアニューギニア|파푸아뉴기니|巴布亞紐幾內亞
PH|Philippinen|Filipinas|Filippine|Filipijnen|Filipiny|Filippinerna|Filippinerne|Filipinler|Филиппины|フィリピン|필리핀|菲律賓
PK|Paquistão|Пакистан|パキスタン|파키스탄
PL|Polen|Pologne|Polonia|Polonya|Польша|ポーランド|폴란드|波蘭
PM|St. Pierre und Miquelon|Saint-Pierre-et-Miquelon|San Pedro y Miquelón|Saint-Pierre e Miquelon|São Pedro e Miquelão|Saint-Pierre en Miquelon|Saint-Pierre i Miquelon|S:t Pierre och Miquelon|Saint Pierre og Miquelon|Saint Pierre ve Miquelon|Сен-Пьер и Микелон|サンピエール島・ミクロン島|생피에르 미클롱|聖皮埃與密克隆群島
PN|Pitcairninseln|Îles Pitcairn|Islas Pitcairn|Isole Pitcairn|Ilhas Pitcairn|Pitcairneilanden|Pitcairnöarna|Pitcairn Adaları|о-ва Питкэрн|ピトケアン諸島|핏케언 제도|皮特肯群島
PR|Porto Rico|Portoryko|Porto Riko|Пуэрто-Рико|プエルトリコ|푸에르토리코
PS|Palästinensische Autonomiegebiete|Territoires palestiniens|Territorios Palestinos|Territori Palestinesi|Palestijnse gebieden|Terytoria Palestyńskie|Palestinska territorierna|De palæstinensiske områder|Filistin Bölgeleri|Палестинские территории|パレスチナ自治区|팔레스타인 지구|巴勒斯坦自治區
PT|Portogallo|Portugalia|Portekiz|Португалия|ポルトガル|포르투갈
PW|Palaos|Палау|パラオ|팔라우|帛琉
PY|Paraguai|Paragwaj|Парагвай|パラグアイ|파라과이
QA|Katar|Catar|Катар|カタール|카타르|卡達
RE|La Réunion|Riunione|Reunião|Реюньон|レユニオン|레위니옹|留尼旺
RO|Rumänien|Roumanie|Rumanía|Romênia|Roemenië|Rumunia|Rumænien|Romanya|Румыния|ルーマニア|루마니아|羅馬尼亞
RS|Serbien|Serbie|Sérvia|Servië|Sırbistan|Сербия|セルビア|세르비아|塞爾維亞
RU|Russland|Russie|Rusia|Rusland|Rosja|Ryssland|Rusya|Россия|ロシア|러시아|俄羅斯|Russische Föderation
RW|Ruanda|Руанда|ルワンダ|르완다|盧安達
SA|Saudi-Arabien|Arabie saoudite|Arabia Saudí|Arabia Saudita|Saoedi-Arabië|Arabia Saudyjska|Suudi Arabistan|Саудовская Аравия|サウジアラビア|사우디아라비아|沙烏地阿拉伯
SB|Salomonen|Îles Salomon|Islas Salomón|Isole Salomone|Ilhas Salomão|Salomonseilanden|Wyspy Salomona|Salomonöarna|Salomonøerne|Salomonoerne|Solomon Adaları|Соломоновы о-ва|ソロモン諸島|솔로몬 제도|索羅門群島
SC|Seychellen|Seicheles|Seszele|Seychellerna|Seychellerne|Seyşeller|Сейшельские о-ва|セーシェル|세이셸|塞席爾
SD|Soudan|Sudão|Soedan|Судан|スーダン|수단|蘇丹
SE|Schweden|Suède|Suecia|Svezia|Zweden|Szwecja|İsveç|Швеция|スウェーデン|스웨덴
SG|Singapur|Singapour|Singapura|Сингапур|シンガポール|싱가포르
SH|Sainte-Hélène|Santa Elena|Sant’Elena|Santa Helena|Sint-Helena|Wyspa Świętej Heleny|Saint Helena|о-в Св. Елены|セントヘレナ|세인트헬레나|聖赫勒拿島
SI|Slowenien|Slovénie|Eslovenia|Słowenia|Slowenia|Slovenien|Slovenya|Словения|スロベニア|슬로베니아|斯洛維尼亞
SJ|Spitzbergen und Jan Mayen|Svalbard et Jan Mayen|Svalbard y Jan Mayen|Svalbard e Jan Mayen|Spitsbergen en Jan Mayen|Svalbard i Jan Mayen|Svalbard och Jan Mayen|Svalbard og Jan Mayen|Svalbard ve Jan Mayen|Шпицберген и Ян-Майен|スバールバル諸島・ヤンマイエン島|스발바르제도-얀마웬섬|挪威屬斯瓦巴及尖棉
SK|Slowakei|Slovaquie|Eslovaquia|Slovacchia|Slowakije|Słowacja|Slowacja|Slovakien|Slovakiet|Slovakya|Словакия|スロバキア|슬로바키아
SL|Sierra Leona|Serra Leoa|Сьерра-Леоне|シエラレオネ|시에라리온|獅子山
SM|Saint-Marin|Сан-Марино|サンマリノ|산마리노|聖馬利諾
SN|Сенегал|セネガル|세네갈|塞內加爾
SO|Somalie|Somali|Сомали|ソマリア|소말리아|索馬利亞
SR|Surinam|Суринам|スリナム|수리남|蘇利南
SS|Südsudan|Soudan du Sud|Sudán del Sur|Sudão do Sul|Zuid-Soedan|Sudan Południowy|Sudan Poludniowy|Sydsudan|Güney Sudan|Южный Судан|南スーダン|남수단|南蘇丹
ST|São Tomé und Príncipe|Sao Tomé-et-Principe|Santo Tomé y Príncipe|São Tomé e Príncipe|Sao Tomé en Principe|Wyspy Świętego Tomasza i Książęca|São Tomé och Príncipe|São Tomé og Príncipe|Sao Tome ve Principe|Сан-Томе и Принсипи|サントメ・プリンシペ|상투메 프린시페|聖多美普林西比
SV|Salvador|Salwador|Сальвадор|エルサルバドル|엘살바도르|薩爾瓦多
SX|Saint-Martin (partie néerlandaise)|Синт-Мартен|シント・マールテン|신트마르턴|荷屬聖馬丁
SY|Syrien|Syrie|Siria|Suriye|Сирия|シリア|시리아|敘利亞
SZ|Esuatini|Essuatíni|Esvatini|Эсватини|エスワティニ|에스와티니|史瓦帝尼
TC|Turks- und Caicosinseln|Îles Turques-et-Caïques|Islas Turcas y Caicos|Isole Turks e Caicos|Ilhas Turcas e Caicos|Turks- en Caicoseilanden|Turks i Caicos|Turks- och Caicosöarna|Turks- og Caicosøerne|Turks- og Caicosoerne|Turks ve Caicos Adaları|Тёркс и Кайкос|タークス・カイコス諸島|터크스 케이커스 제도|土克斯及開科斯群島
TD|Tschad|Tchad|Ciad|Chade|Tsjaad|Czad|Çad|Чад|チャド|차드|查德
TF|Französische Süd- und Antarktisgebiete|Terres australes françaises|Territorios Australes Franceses|Terre Australi Francesi|Territórios Franceses do Sul|Franse Gebieden in de zuidelijke Indische Oceaan|Francuskie Terytoria Południowe i Antarktyczne|Francuskie Terytoria Poludniowe i Antarktyczne|Franska sydterritorierna|De Franske Besiddelser i Det Sydlige Indiske Ocean og Antarktis|Fransız Güney Toprakları|Французские Южные территории|仏領極南諸島|프랑스령 남방 지역|法屬南部屬地
TG|Того|トーゴ|토고
TH|Thaïlande|Tailandia|Thailandia|Tajlandia|Tayland|Таиланд|タイ|태국|泰國
TJ|Tadschikistan|Tadjikistan|Tayikistán|Tagikistan|Tadjiquistão|Tadzjikistan|Tadżykistan|Tadsjikistan|Tacikistan|Таджикистан|タジキスタン|타지키스탄|塔吉克
TK|Tokelauöarna|Токелау|トケラウ|토켈라우|托克勞群島
TL|Timor oriental|Timor Est|Oost-Timor|Timor Wschodni|Östtimor|Восточный Тимор|東ティモール|동티모르|東帝汶
TM|Turcomenistão|Туркменистан|トルクメニスタン|투르크메니스탄|土庫曼
TN|Tunesien|Tunisie|Túnez|Tunesië|Tunezja|Tunisien|Tunus|Тунис|チュニジア|튀니지|突尼西亞
TO|Тонга|トンガ|통가|東加
TR|Türkei|Turquie|Turquía|Turchia|Turkije|Turcja|Turkiet|Tyrkiet|Турция|トルコ|튀르키예
TT|Trinidad und Tobago|Trinité-et-Tobago|Trinidad y Tobago|Trinidad e Tobago|Trinidad en Tobago|Trynidad i Tobago|Trinidad och Tobago|Trinidad og Tobago|Trinidad ve Tobago|Тринидад и Тобаго|トリニダード・トバゴ|트리니다드 토바고|千里達及托巴哥
TV|Тувалу|ツバル|투발루|吐瓦魯
TW|Tajwan|Tayvan|Тайвань|대만|台灣
TZ|Tansania|Tanzanie|Tanzanya|Танзания|タンザニア|탄자니아|坦尚尼亞
UA|Ucrania|Ucraina|Oekraïne|Ukraina|Ukrayna|Украина|ウクライナ|우크라이나|烏克蘭
UG|Ouganda|Oeganda|Уганда|ウガンダ|우간다|烏干達
UM|Amerikanische Überseeinseln|Îles mineures éloignées des États-Unis|Islas menores alejadas de EE. UU.|Isole Minori Esterne degli Stati Uniti|Ilhas Menores Distantes dos EUA|Kleine afgelegen eilanden van de Verenigde Staten|Dalekie Wyspy Mniejsze Stanów Zjednoczonych|USA:s yttre öar|Amerikanske oversøiske øer|Amerikanske oversoiske oer|ABD Küçük Harici Adaları|Внешние малые о-ва (США)|合衆国領有小離島|미국령 해외 제도|美國本土外小島嶼
US|Vereinigte Staaten|États-Unis|Estados Unidos|Stati Uniti|Verenigde Staten|Stany Zjednoczone|Amerika Birleşik Devletleri|Соединенные Штаты|アメリカ合衆国|미국|美國|Vereinigte Staaten von Amerika|États-Unis d’Amérique|EE.UU.|Estados Unidos de América|アメリカ
UY|Uruguai|Urugwaj|Уругвай|ウルグアイ|우루과이|烏拉圭
UZ|Usbekistan|Ouzbékistan|Uzbequistão|Oezbekistan|Özbekistan|Узбекистан|ウズベキスタン|우즈베키스탄|烏茲別克
VA|Vatikanstadt|État de la Cité du Vatican|Ciudad del Vaticano|Città del Vaticano|Cidade do Vaticano|Vaticaanstad|Watykan|Vatikanstaten|Vatikan|Ватикан|バチカン市国|바티칸 시국|梵蒂岡
VC|St. Vincent und die Grenadinen|Saint-Vincent-et-les Grenadines|San Vicente y las Granadinas|Saint Vincent e Grenadine|São Vicente e Granadinas|Saint Vincent en de Grenadines|Saint Vincent i Grenadyny|S:t Vincent och Grenadinerna|Saint Vincent og Grenadinerne|Saint Vincent ve Grenadinler|Сент-Винсент и Гренадины|セントビンセント及びグレナディーン諸島|세인트빈센트그레나딘|聖文森及格瑞那丁
VE|Wenezuela|Венесуэла|ベネズエラ|베네수엘라|委內瑞拉
VG|Britische Jungferninseln|Îles Vierges britanniques|Islas Vírgenes Británicas|Isole Vergini Britanniche|Ilhas Virgens Britânicas|Britse Maagdeneilanden|Brytyjskie Wyspy Dziewicze|Brittiska Jungfruöarna|De Britiske Jomfruøer|De Britiske Jomfruoer|Britanya Virjin Adaları|Виргинские о-ва (Великобритания)|英領ヴァージン諸島|영국령 버진아일랜드|英屬維京群島
VI|Amerikanische Jungferninseln|Îles Vierges des États-Unis|Islas Vírgenes de EE. UU.|Isole Vergini Americane|Ilhas Virgens Americanas|Amerikaanse Maagdeneilanden|Wyspy Dziewicze Stanów Zjednoczonych|Amerikanska Jungfruöarna|De Amerikanske Jomfruøer|De Amerikanske Jomfruoer|ABD Virjin Adaları|Виргинские о-ва (США)|米領ヴァージン諸島|미국령 버진아일랜드|美屬維京群島
VN|Vietnã|Wietnam|Вьетнам|ベトナム|베트남
VU|Вануату|バヌアツ|바누아투|萬那杜
WF|Wallis und Futuna|Wallis-et-Futuna|Wallis y Futuna|Wallis e Futuna|Wallis en Futuna|Wallis i Futuna|Wallis- och Futunaöarna|Wallis og Futuna|Wallis ve Futuna|Уоллис и Футуна|ウォリス・フツナ|왈리스-푸투나 제도|瓦利斯群島和富圖那群島
WS|Самоа|サモア|사모아|薩摩亞
YE|Jemen|Iêmen|Йемен|イエメン|예멘|葉門
YT|Majotta|Майотта|マヨット|마요트|馬約特島
ZA|Südafrika|Afrique du Sud|Sudáfrica|África do Sul|Zuid-Afrika|Republika Południowej Afryki|Republika Poludniowej Afryki|Sydafrika|Güney Afrika|Южно-Африканская Республика|南アフリカ|남아프리카
ZM|Sambia|Zambie|Zambiya|Замбия|ザンビア|잠비아|尚比亞
ZW|Simbabwe|Zimbabue|Zimbabve|Зимбабве|ジンバブエ|짐바브웨|辛巴威
`;
