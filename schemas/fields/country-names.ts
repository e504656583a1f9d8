/**
 * Countries: ISO 3166-1 alpha-2 and the spellings that mean it (alpha-3, English, Chinese, common others), one a line,
 * the first two names being English and Chinese. Fixed here, so that a verdict does not change with the runtime's own tables.
 */
export const countryLines = `
AD|AND|Andorra|安道尔|Principality of Andorra
AE|ARE|United Arab Emirates|阿拉伯联合酋长国|UAE|U.A.E.|阿联酋
AF|AFG|Afghanistan|阿富汗|Islamic Republic of Afghanistan
AG|ATG|Antigua & Barbuda|安提瓜和巴布达|Antigua and Barbuda
AI|AIA|Anguilla|安圭拉
AL|ALB|Albania|阿尔巴尼亚|Republic of Albania
AM|ARM|Armenia|亚美尼亚|Republic of Armenia
AO|AGO|Angola|安哥拉|Republic of Angola
AQ|ATA|Antarctica|南极洲
AR|ARG|Argentina|阿根廷|Argentine Republic
AS|ASM|American Samoa|美属萨摩亚
AT|AUT|Austria|奥地利|Republic of Austria|Österreich
AU|AUS|Australia|澳大利亚|澳洲
AW|ABW|Aruba|阿鲁巴
AX|ALA|Åland Islands|奥兰群岛
AZ|AZE|Azerbaijan|阿塞拜疆|Republic of Azerbaijan
BA|BIH|Bosnia & Herzegovina|波斯尼亚和黑塞哥维那|Bosnia and Herzegovina|Republic of Bosnia and Herzegovina
BB|BRB|Barbados|巴巴多斯
BD|BGD|Bangladesh|孟加拉国|People's Republic of Bangladesh
BE|BEL|Belgium|比利时|Kingdom of Belgium|Belgique|België
BF|BFA|Burkina Faso|布基纳法索
BG|BGR|Bulgaria|保加利亚|Republic of Bulgaria
BH|BHR|Bahrain|巴林|Kingdom of Bahrain
BI|BDI|Burundi|布隆迪|Republic of Burundi
BJ|BEN|Benin|贝宁|Republic of Benin
BL|BLM|St. Barthélemy|圣巴泰勒米|Saint Barthélemy
BM|BMU|Bermuda|百慕大
BN|BRN|Brunei|文莱|Brunei Darussalam
BO|BOL|Bolivia|玻利维亚|Bolivia, Plurinational State of|Plurinational State of Bolivia
BQ|BES|Caribbean Netherlands|荷属加勒比区|Bonaire, Sint Eustatius and Saba
BR|BRA|Brazil|巴西|Federative Republic of Brazil|Brasil
BS|BHS|Bahamas|巴哈马|Commonwealth of the Bahamas
BT|BTN|Bhutan|不丹|Kingdom of Bhutan
BV|BVT|Bouvet Island|布韦岛
BW|BWA|Botswana|博茨瓦纳|Republic of Botswana
BY|BLR|Belarus|白俄罗斯|Republic of Belarus
BZ|BLZ|Belize|伯利兹
CA|CAN|Canada|加拿大
CC|CCK|Cocos (Keeling) Islands|科科斯（基林）群岛
CD|COD|Congo - Kinshasa|刚果（金）|Congo, The Democratic Republic of the|DR Congo|刚果金
CF|CAF|Central African Republic|中非共和国
CG|COG|Congo - Brazzaville|刚果（布）|Congo|Republic of the Congo|刚果布
CH|CHE|Switzerland|瑞士|Swiss Confederation|Schweiz|Suisse
CI|CIV|Côte d’Ivoire|科特迪瓦|Côte d'Ivoire|Republic of Côte d'Ivoire|Ivory Coast|Cote d'Ivoire|象牙海岸
CK|COK|Cook Islands|库克群岛
CL|CHL|Chile|智利|Republic of Chile
CM|CMR|Cameroon|喀麦隆|Republic of Cameroon
CN|CHN|China|中国|People's Republic of China|PRC|Mainland China|China Mainland|中华人民共和国|中国大陆|大陆|内地|Zhongguo
CO|COL|Colombia|哥伦比亚|Republic of Colombia
CR|CRI|Costa Rica|哥斯达黎加|Republic of Costa Rica
CU|CUB|Cuba|古巴|Republic of Cuba
CV|CPV|Cape Verde|佛得角|Cabo Verde|Republic of Cabo Verde
CW|CUW|Curaçao|库拉索
CX|CXR|Christmas Island|圣诞岛
CY|CYP|Cyprus|塞浦路斯|Republic of Cyprus
CZ|CZE|Czechia|捷克|Czech Republic|捷克共和国
DE|DEU|Germany|德国|Federal Republic of Germany|Deutschland|德意志联邦共和国
DJ|DJI|Djibouti|吉布提|Republic of Djibouti
DK|DNK|Denmark|丹麦|Kingdom of Denmark|Danmark
DM|DMA|Dominica|多米尼克|Commonwealth of Dominica
DO|DOM|Dominican Republic|多米尼加共和国
DZ|DZA|Algeria|阿尔及利亚|People's Democratic Republic of Algeria
EC|ECU|Ecuador|厄瓜多尔|Republic of Ecuador
EE|EST|Estonia|爱沙尼亚|Republic of Estonia
EG|EGY|Egypt|埃及|Arab Republic of Egypt
EH|ESH|Western Sahara|西撒哈拉
ER|ERI|Eritrea|厄立特里亚|the State of Eritrea
ES|ESP|Spain|西班牙|Kingdom of Spain|España|Espana
ET|ETH|Ethiopia|埃塞俄比亚|Federal Democratic Republic of Ethiopia
FI|FIN|Finland|芬兰|Republic of Finland
FJ|FJI|Fiji|斐济|Republic of Fiji
FK|FLK|Falkland Islands|福克兰群岛|Falkland Islands (Malvinas)
FM|FSM|Micronesia|密克罗尼西亚|Micronesia, Federated States of|Federated States of Micronesia
FO|FRO|Faroe Islands|法罗群岛
FR|FRA|France|法国|French Republic|法兰西
GA|GAB|Gabon|加蓬|Gabonese Republic
GB|GBR|United Kingdom|英国|United Kingdom of Great Britain and Northern Ireland|UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|大不列颠|英格兰|苏格兰
GD|GRD|Grenada|格林纳达
GE|GEO|Georgia|格鲁吉亚
GF|GUF|French Guiana|法属圭亚那
GG|GGY|Guernsey|根西岛
GH|GHA|Ghana|加纳|Republic of Ghana
GI|GIB|Gibraltar|直布罗陀
GL|GRL|Greenland|格陵兰
GM|GMB|Gambia|冈比亚|Republic of the Gambia
GN|GIN|Guinea|几内亚|Republic of Guinea
GP|GLP|Guadeloupe|瓜德罗普
GQ|GNQ|Equatorial Guinea|赤道几内亚|Republic of Equatorial Guinea
GR|GRC|Greece|希腊|Hellenic Republic
GS|SGS|South Georgia & South Sandwich Islands|南乔治亚和南桑威奇群岛|South Georgia and the South Sandwich Islands
GT|GTM|Guatemala|危地马拉|Republic of Guatemala
GU|GUM|Guam|关岛
GW|GNB|Guinea-Bissau|几内亚比绍|Republic of Guinea-Bissau
GY|GUY|Guyana|圭亚那|Republic of Guyana
HK|HKG|Hong Kong|香港|Hong Kong Special Administrative Region of China|HongKong|Hong Kong SAR|香港特别行政区|中国香港|Hong Kong, China
HM|HMD|Heard & McDonald Islands|赫德岛和麦克唐纳群岛|Heard Island and McDonald Islands
HN|HND|Honduras|洪都拉斯|Republic of Honduras
HR|HRV|Croatia|克罗地亚|Republic of Croatia
HT|HTI|Haiti|海地|Republic of Haiti
HU|HUN|Hungary|匈牙利
ID|IDN|Indonesia|印度尼西亚|Republic of Indonesia
IE|IRL|Ireland|爱尔兰
IL|ISR|Israel|以色列|State of Israel
IM|IMN|Isle of Man|马恩岛
IN|IND|India|印度|Republic of India
IO|IOT|British Indian Ocean Territory|英属印度洋领地
IQ|IRQ|Iraq|伊拉克|Republic of Iraq
IR|IRN|Iran|伊朗|Iran, Islamic Republic of|Islamic Republic of Iran
IS|ISL|Iceland|冰岛|Republic of Iceland
IT|ITA|Italy|意大利|Italian Republic|Italia
JE|JEY|Jersey|泽西岛
JM|JAM|Jamaica|牙买加
JO|JOR|Jordan|约旦|Hashemite Kingdom of Jordan
JP|JPN|Japan|日本|Nippon|日本国
KE|KEN|Kenya|肯尼亚|Republic of Kenya
KG|KGZ|Kyrgyzstan|吉尔吉斯斯坦|Kyrgyz Republic
KH|KHM|Cambodia|柬埔寨|Kingdom of Cambodia
KI|KIR|Kiribati|基里巴斯|Republic of Kiribati
KM|COM|Comoros|科摩罗|Union of the Comoros
KN|KNA|St. Kitts & Nevis|圣基茨和尼维斯|Saint Kitts and Nevis
KP|PRK|North Korea|朝鲜|Korea, Democratic People's Republic of|Democratic People's Republic of Korea|北朝鲜
KR|KOR|South Korea|韩国|Korea, Republic of|Korea|Republic of Korea|南韩|大韩民国
KW|KWT|Kuwait|科威特|State of Kuwait
KY|CYM|Cayman Islands|开曼群岛
KZ|KAZ|Kazakhstan|哈萨克斯坦|Republic of Kazakhstan
LA|LAO|Laos|老挝|Lao People's Democratic Republic
LB|LBN|Lebanon|黎巴嫩|Lebanese Republic
LC|LCA|St. Lucia|圣卢西亚|Saint Lucia
LI|LIE|Liechtenstein|列支敦士登|Principality of Liechtenstein
LK|LKA|Sri Lanka|斯里兰卡|Democratic Socialist Republic of Sri Lanka
LR|LBR|Liberia|利比里亚|Republic of Liberia
LS|LSO|Lesotho|莱索托|Kingdom of Lesotho
LT|LTU|Lithuania|立陶宛|Republic of Lithuania
LU|LUX|Luxembourg|卢森堡|Grand Duchy of Luxembourg
LV|LVA|Latvia|拉脱维亚|Republic of Latvia
LY|LBY|Libya|利比亚
MA|MAR|Morocco|摩洛哥|Kingdom of Morocco
MC|MCO|Monaco|摩纳哥|Principality of Monaco
MD|MDA|Moldova|摩尔多瓦|Moldova, Republic of|Republic of Moldova
ME|MNE|Montenegro|黑山
MF|MAF|St. Martin|法属圣马丁|Saint Martin (French part)
MG|MDG|Madagascar|马达加斯加|Republic of Madagascar
MH|MHL|Marshall Islands|马绍尔群岛|Republic of the Marshall Islands
MK|MKD|North Macedonia|北马其顿|Republic of North Macedonia|Macedonia
ML|MLI|Mali|马里|Republic of Mali
MM|MMR|Myanmar (Burma)|缅甸|Myanmar|Republic of Myanmar|Burma
MN|MNG|Mongolia|蒙古
MO|MAC|Macao|澳门|Macao Special Administrative Region of China|Macau|澳门特别行政区|中国澳门
MP|MNP|Northern Mariana Islands|北马里亚纳群岛|Commonwealth of the Northern Mariana Islands
MQ|MTQ|Martinique|马提尼克
MR|MRT|Mauritania|毛里塔尼亚|Islamic Republic of Mauritania
MS|MSR|Montserrat|蒙特塞拉特
MT|MLT|Malta|马耳他|Republic of Malta
MU|MUS|Mauritius|毛里求斯|Republic of Mauritius
MV|MDV|Maldives|马尔代夫|Republic of Maldives
MW|MWI|Malawi|马拉维|Republic of Malawi
MX|MEX|Mexico|墨西哥|United Mexican States|México
MY|MYS|Malaysia|马来西亚
MZ|MOZ|Mozambique|莫桑比克|Republic of Mozambique
NA|NAM|Namibia|纳米比亚|Republic of Namibia
NC|NCL|New Caledonia|新喀里多尼亚
NE|NER|Niger|尼日尔|Republic of the Niger
NF|NFK|Norfolk Island|诺福克岛
NG|NGA|Nigeria|尼日利亚|Federal Republic of Nigeria
NI|NIC|Nicaragua|尼加拉瓜|Republic of Nicaragua
NL|NLD|Netherlands|荷兰|Kingdom of the Netherlands|Holland|The Netherlands|荷兰王国
NO|NOR|Norway|挪威|Kingdom of Norway|Norge
NP|NPL|Nepal|尼泊尔|Federal Democratic Republic of Nepal
NR|NRU|Nauru|瑙鲁|Republic of Nauru
NU|NIU|Niue|纽埃
NZ|NZL|New Zealand|新西兰|纽西兰
OM|OMN|Oman|阿曼|Sultanate of Oman
PA|PAN|Panama|巴拿马|Republic of Panama
PE|PER|Peru|秘鲁|Republic of Peru
PF|PYF|French Polynesia|法属波利尼西亚
PG|PNG|Papua New Guinea|巴布亚新几内亚|Independent State of Papua New Guinea
PH|PHL|Philippines|菲律宾|Republic of the Philippines
PK|PAK|Pakistan|巴基斯坦|Islamic Republic of Pakistan
PL|POL|Poland|波兰|Republic of Poland|Polska
PM|SPM|St. Pierre & Miquelon|圣皮埃尔和密克隆群岛|Saint Pierre and Miquelon
PN|PCN|Pitcairn Islands|皮特凯恩群岛|Pitcairn
PR|PRI|Puerto Rico|波多黎各
PS|PSE|Palestinian Territories|巴勒斯坦领土|Palestine, State of|the State of Palestine|Palestine
PT|PRT|Portugal|葡萄牙|Portuguese Republic
PW|PLW|Palau|帕劳|Republic of Palau
PY|PRY|Paraguay|巴拉圭|Republic of Paraguay
QA|QAT|Qatar|卡塔尔|State of Qatar
RE|REU|Réunion|留尼汪
RO|ROU|Romania|罗马尼亚
RS|SRB|Serbia|塞尔维亚|Republic of Serbia
RU|RUS|Russia|俄罗斯|Russian Federation|俄国|俄罗斯联邦
RW|RWA|Rwanda|卢旺达|Rwandese Republic
SA|SAU|Saudi Arabia|沙特阿拉伯|Kingdom of Saudi Arabia|KSA|Saudi|沙特
SB|SLB|Solomon Islands|所罗门群岛
SC|SYC|Seychelles|塞舌尔|Republic of Seychelles
SD|SDN|Sudan|苏丹|Republic of the Sudan
SE|SWE|Sweden|瑞典|Kingdom of Sweden|Sverige
SG|SGP|Singapore|新加坡|Republic of Singapore
SH|SHN|St. Helena|圣赫勒拿|Saint Helena, Ascension and Tristan da Cunha
SI|SVN|Slovenia|斯洛文尼亚|Republic of Slovenia
SJ|SJM|Svalbard & Jan Mayen|斯瓦尔巴和扬马延|Svalbard and Jan Mayen
SK|SVK|Slovakia|斯洛伐克|Slovak Republic
SL|SLE|Sierra Leone|塞拉利昂|Republic of Sierra Leone
SM|SMR|San Marino|圣马力诺|Republic of San Marino
SN|SEN|Senegal|塞内加尔|Republic of Senegal
SO|SOM|Somalia|索马里|Federal Republic of Somalia
SR|SUR|Suriname|苏里南|Republic of Suriname
SS|SSD|South Sudan|南苏丹|Republic of South Sudan
ST|STP|São Tomé & Príncipe|圣多美和普林西比|Sao Tome and Principe|Democratic Republic of Sao Tome and Principe
SV|SLV|El Salvador|萨尔瓦多|Republic of El Salvador
SX|SXM|Sint Maarten|荷属圣马丁|Sint Maarten (Dutch part)
SY|SYR|Syria|叙利亚|Syrian Arab Republic
SZ|SWZ|Eswatini|斯威士兰|Kingdom of Eswatini|Swaziland
TC|TCA|Turks & Caicos Islands|特克斯和凯科斯群岛|Turks and Caicos Islands
TD|TCD|Chad|乍得|Republic of Chad
TF|ATF|French Southern Territories|法属南部领地
TG|TGO|Togo|多哥|Togolese Republic
TH|THA|Thailand|泰国|Kingdom of Thailand
TJ|TJK|Tajikistan|塔吉克斯坦|Republic of Tajikistan
TK|TKL|Tokelau|托克劳
TL|TLS|Timor-Leste|东帝汶|Democratic Republic of Timor-Leste|East Timor
TM|TKM|Turkmenistan|土库曼斯坦
TN|TUN|Tunisia|突尼斯|Republic of Tunisia
TO|TON|Tonga|汤加|Kingdom of Tonga
TR|TUR|Türkiye|土耳其|Republic of Türkiye|Turkey|Turkiye
TT|TTO|Trinidad & Tobago|特立尼达和多巴哥|Trinidad and Tobago|Republic of Trinidad and Tobago
TV|TUV|Tuvalu|图瓦卢
TW|TWN|Taiwan|台湾|Taiwan, Province of China|臺灣|中国台湾|Taiwan, China|台湾地区
TZ|TZA|Tanzania|坦桑尼亚|Tanzania, United Republic of|United Republic of Tanzania
UA|UKR|Ukraine|乌克兰
UG|UGA|Uganda|乌干达|Republic of Uganda
UM|UMI|U.S. Outlying Islands|美国本土外小岛屿|United States Minor Outlying Islands
US|USA|United States|美国|United States of America|U.S.|U.S.A.|America|美利坚合众国
UY|URY|Uruguay|乌拉圭|Eastern Republic of Uruguay
UZ|UZB|Uzbekistan|乌兹别克斯坦|Republic of Uzbekistan
VA|VAT|Vatican City|梵蒂冈|Holy See (Vatican City State)|Vatican
VC|VCT|St. Vincent & Grenadines|圣文森特和格林纳丁斯|Saint Vincent and the Grenadines
VE|VEN|Venezuela|委内瑞拉|Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela
VG|VGB|British Virgin Islands|英属维尔京群岛|Virgin Islands, British
VI|VIR|U.S. Virgin Islands|美属维尔京群岛|Virgin Islands, U.S.|Virgin Islands of the United States
VN|VNM|Vietnam|越南|Viet Nam|Socialist Republic of Viet Nam
VU|VUT|Vanuatu|瓦努阿图|Republic of Vanuatu
WF|WLF|Wallis & Futuna|瓦利斯和富图纳|Wallis and Futuna
WS|WSM|Samoa|萨摩亚|Independent State of Samoa
YE|YEM|Yemen|也门|Republic of Yemen
YT|MYT|Mayotte|马约特
ZA|ZAF|South Africa|南非|Republic of South Africa
ZM|ZMB|Zambia|赞比亚|Republic of Zambia
ZW|ZWE|Zimbabwe|津巴布韦|Republic of Zimbabwe
`;
